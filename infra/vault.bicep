// Secrets that cannot be an identity: the key of the mail service. Values are put in by hand, never by a template.
param name string
param location string
param tags object

@description('False: through the private endpoint only.')
param reachable bool

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: reachable ? 'Enabled' : 'Disabled'
    networkAcls: { bypass: 'None', defaultAction: reachable ? 'Allow' : 'Deny' }
  }
}

output name string = vault.name
