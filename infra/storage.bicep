// Two accounts: the data, which is the system of record, and the host's, which may be deleted and made again at any time.
param name string
param unique string
param location string
param tags object
param dataRedundancy string

@description('False: through private endpoints only.')
param reachable bool

var daysToUndo = 30
var daysOfOldVersions = 90
var packagesName = 'packages'
var short = toLower(replace(name, '-', ''))

var careful = {
  accessTier: 'Hot'
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  allowSharedKeyAccess: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
  publicNetworkAccess: reachable ? 'Enabled' : 'Disabled'
  networkAcls: { bypass: 'None', defaultAction: reachable ? 'Allow' : 'Deny' }
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${short}data${unique}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: dataRedundancy }
  properties: careful
}

resource dataBlobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: data
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: daysToUndo }
    containerDeleteRetentionPolicy: { enabled: true, days: daysToUndo }
  }
}

resource tidy 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: data
  name: 'default'
  dependsOn: [dataBlobs] // versions must be on before a rule may speak of them
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: daysOfOldVersions } } }
          }
        }
      ]
    }
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: data
  name: 'keep-the-data'
  properties: { level: 'CanNotDelete', notes: 'The system of record. Remove this lock only after an export was verified.' }
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${short}host${unique}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: careful
}

resource hostBlobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: host
  name: 'default'
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: hostBlobs
  name: packagesName
}

output dataAccount string = data.name
output hostAccount string = host.name
output packages string = packages.name
output tables string = data.properties.primaryEndpoints.table
output blobs string = data.properties.primaryEndpoints.blob
