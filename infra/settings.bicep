// What the program is told. Names with a double underscore are sections, as everywhere in .NET; WorkerSettings.cs reads them.
param site string
param publicUrl string
param plan string
param identity string
param dataAccount string
param hostAccount string
param packages string
param vault string
param insights string
param mail string
param mailFrom { address: string, name: string }
param sendGridEvents string
param smtp { host: string, user: string }

resource program 'Microsoft.Web/sites@2024-04-01' existing = {
  name: site
}

resource self 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identity
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccount
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccount
}

resource secrets 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vault
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insights
}

func secret(vaultUri string, name string) string => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${name})'

var url = empty(publicUrl) ? 'https://${program.properties.defaultHostName}' : publicUrl

var ours = {
  PublicUrl: url
  Storage__TablesUri: data.properties.primaryEndpoints.table
  Storage__BlobsUri: data.properties.primaryEndpoints.blob
}

var bySendGrid = {
  Mail__SendGrid__Key: secret(secrets.properties.vaultUri, 'sendgrid-key')
  Mail__SendGrid__From: mailFrom.address
  Mail__SendGrid__FromName: mailFrom.name
  Mail__SendGrid__WebhookKey: sendGridEvents
}

var bySmtp = {
  Smtp__Host: smtp.host
  Smtp__From: mailFrom.address
  Smtp__FromName: mailFrom.name
  Smtp__User: smtp.user
  Smtp__Password: secret(secrets.properties.vaultUri, 'smtp-password')
}

// The identity's own name for every client library, the host's storage without a key, telemetry without one.
var platform = {
  AZURE_CLIENT_ID: self.properties.clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: self.properties.clientId
  AzureWebJobsStorage__blobServiceUri: host.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: host.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: host.properties.primaryEndpoints.table
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${self.properties.clientId};Authorization=AAD'
}

// Flex has these in its own configuration, and refuses them as settings.
var onDedicated = {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
  WEBSITE_RUN_FROM_PACKAGE: '${host.properties.primaryEndpoints.blob}${packages}/worker.zip'
  WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: self.id
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: program
  name: 'appsettings'
  properties: union(ours, platform, mail == 'sendgrid' ? bySendGrid : {}, mail == 'smtp' ? bySmtp : {}, plan == 'flex' ? {} : onDedicated)
}

output publicUrl string = url
