// The program: a plan and a site that runs it under its identity. Its settings are in settings.bicep.
param name string
param location string
param tags object
param plan string
param instanceMemoryMB int
param alwaysReady int

@description('Resource id of the program\'s identity.')
param identity string

@description('Resource id of the subnet the program speaks from; empty = none.')
param subnet string
param hostAccount string
param packages string

var flex = plan == 'flex'
var dotnet = '10.0'
var maxInstances = 40
var requestsAtOnce = 32

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccount
}

resource place 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'linux'
  sku: flex ? { name: 'FC1', tier: 'FlexConsumption' } : { name: 'P0v3', tier: 'Premium0V3' }
  properties: { reserved: true }
}

var flexConfig = {
  deployment: {
    storage: {
      type: 'blobContainer'
      value: '${host.properties.primaryEndpoints.blob}${packages}'
      authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity }
    }
  }
  runtime: { name: 'dotnet-isolated', version: dotnet }
  scaleAndConcurrency: {
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maxInstances
    alwaysReady: alwaysReady > 0 ? [{ name: 'http', instanceCount: alwaysReady }] : []
    triggers: { http: { perInstanceConcurrency: requestsAtOnce } }
  }
}

var safely = { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true, remoteDebuggingEnabled: false }
var always = { alwaysOn: true, linuxFxVersion: 'DOTNET-ISOLATED|${dotnet}', healthCheckPath: '/health/ready' }

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'worker' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity}': {} } }
  properties: {
    serverFarmId: place.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity
    virtualNetworkSubnetId: empty(subnet) ? null : subnet
    functionAppConfig: flex ? flexConfig : null
    siteConfig: flex ? safely : union(safely, always)
  }
}

// Deployment by identity only.
resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

output name string = site.name
