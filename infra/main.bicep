// One bureau's Azure edition: a resource group with everything in it. What a file holds is said by its name.
targetScope = 'subscription'

@description('Short name of this installation; part of every resource name.')
@minLength(2)
@maxLength(12)
param name string

@description('Region, such as eastasia or chinanorth3.')
param location string = deployment().location

@description('The programme plan: flex scales to zero and out; dedicated is one machine always on, for clouds and regions without flex.')
@allowed(['flex', 'dedicated'])
param plan string = 'flex'

@description('Memory of one instance, MB; flex only.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances that wait for requests and never sleep; flex only. They cost the whole month.')
@minValue(0)
param alwaysReady int = 0

@description('Copies of the data: LRS three in one building, ZRS in three buildings, GRS also in another region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param dataRedundancy string = 'Standard_ZRS'

@description('True: storage and vault are reached through a network of their own only.')
param privateNetwork bool = false

@description('Where people reach the portal, https://…; empty = the address the cloud gives.')
param publicUrl string = ''

@description('Mail: kept (shown on a page, nothing leaves), sendgrid or smtp.')
@allowed(['kept', 'sendgrid', 'smtp'])
param mail string = 'kept'

@description('Sender of the mails: an address and the name before it.')
param mailFrom { address: string, name: string } = { address: '', name: 'ProjectFlow' }

@description('Only with sendgrid: the verification key of its signed events, which is public; empty = no events.')
param sendGridEvents string = ''

@description('Only with smtp. The password is the vault\'s secret "smtp-password".')
param smtp { host: string, user: string } = { host: '', user: '' }

@description('Who is told of failures and of the budget; empty = nobody.')
param alertEmail string = ''

@description('Money a month in the currency of the subscription; 0 = no budget.')
@minValue(0)
param budget int = 0

@description('First day of the budget\'s first month.')
param budgetFrom string = utcNow('yyyy-MM-01')

@description('Object id of who may move data in and out and set secrets; empty = nobody.')
param operatorId string = ''

@description('Whether the operator is a person or a pipeline.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorType string = 'User'

var tags = { 'azd-env-name': name }
var unique = take(uniqueString(subscription().id, name, location), 6)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${name}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: { name: 'id-${name}', location: location, tags: tags }
}

module storage 'storage.bicep' = {
  scope: group
  params: { name: name, unique: unique, location: location, tags: tags, dataRedundancy: dataRedundancy, reachable: !privateNetwork }
}

module vault 'vault.bicep' = {
  scope: group
  params: { name: 'kv-${name}-${unique}', location: location, tags: tags, reachable: !privateNetwork }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: { name: name, location: location, tags: tags }
}

module network 'network.bicep' = if (privateNetwork) {
  scope: group
  params: { name: name, location: location, tags: tags, plan: plan, dataAccount: storage.outputs.dataAccount, hostAccount: storage.outputs.hostAccount, vault: vault.outputs.name }
}

module rbac 'rbac.bicep' = {
  scope: group
  params: {
    dataAccount: storage.outputs.dataAccount
    hostAccount: storage.outputs.hostAccount
    vault: vault.outputs.name
    insights: monitoring.outputs.insights
    programId: identity.outputs.principalId
    operatorId: operatorId
    operatorType: operatorType
  }
}

module functions 'functions.bicep' = {
  scope: group
  dependsOn: [rbac] // the host reads its package and its queues from the first second
  params: {
    name: 'func-${name}-${unique}'
    location: location
    tags: tags
    plan: plan
    instanceMemoryMB: instanceMemoryMB
    alwaysReady: alwaysReady
    identity: identity.outputs.id
    subnet: privateNetwork ? network!.outputs.programSubnet : ''
    hostAccount: storage.outputs.hostAccount
    packages: storage.outputs.packages
  }
}

module settings 'settings.bicep' = {
  scope: group
  params: {
    site: functions.outputs.name
    publicUrl: publicUrl
    plan: plan
    identity: identity.outputs.name
    dataAccount: storage.outputs.dataAccount
    hostAccount: storage.outputs.hostAccount
    packages: storage.outputs.packages
    vault: vault.outputs.name
    insights: monitoring.outputs.insights
    mail: mail
    mailFrom: mailFrom
    sendGridEvents: sendGridEvents
    smtp: smtp
  }
}

module alerts 'alerts.bicep' = if (!empty(alertEmail)) {
  scope: group
  params: { name: name, location: location, tags: tags, email: alertEmail, insights: monitoring.outputs.insights }
}

module spending 'budget.bicep' = if (budget > 0 && !empty(alertEmail)) {
  scope: group
  params: { name: 'budget-${name}', amount: budget, from: budgetFrom, email: alertEmail }
}

output AZURE_RESOURCE_GROUP string = group.name
output PUBLIC_URL string = settings.outputs.publicUrl
output SITE string = functions.outputs.name
output FLEX bool = plan == 'flex'
output DATA_ACCOUNT string = storage.outputs.dataAccount
output HOST_ACCOUNT string = storage.outputs.hostAccount
output PACKAGES string = storage.outputs.packages
output VAULT string = vault.outputs.name
output Storage__TablesUri string = storage.outputs.tables
output Storage__BlobsUri string = storage.outputs.blobs
