// Every role that anybody gets, and nowhere else.
param dataAccount string
param hostAccount string
param vault string
param insights string

@description('Principal of the program.')
param programId string

@description('Principal of who moves data in and out and sets secrets; empty = nobody.')
param operatorId string
param operatorType string

// Built-in roles have the same ids in every cloud.
var roles = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

var program = { id: programId, type: 'ServicePrincipal' }
var people = empty(operatorId) ? [] : [{ id: operatorId, type: operatorType }]

func grants(to object, names string[]) object[] => map(names, n => { to: to, role: n })

var onData = concat(grants(program, ['blobContributor', 'tableContributor']), flatten(map(people, p => grants(p, ['blobContributor', 'tableContributor']))))
// The host locks its singletons with leases and keeps its keys in blobs, which needs the owner's role.
var onHost = concat(grants(program, ['blobOwner', 'queueContributor', 'tableContributor']), flatten(map(people, p => grants(p, ['blobContributor']))))
var onVault = concat(grants(program, ['secretsUser']), flatten(map(people, p => grants(p, ['secretsOfficer']))))
var onInsights = grants(program, ['metricsPublisher'])

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

resource dataRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for g in onData: {
    scope: data
    name: guid(data.id, g.to.id, g.role)
    properties: { principalId: g.to.id, principalType: g.to.type, roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[g.role]) }
  }
]

resource hostRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for g in onHost: {
    scope: host
    name: guid(host.id, g.to.id, g.role)
    properties: { principalId: g.to.id, principalType: g.to.type, roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[g.role]) }
  }
]

resource vaultRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for g in onVault: {
    scope: secrets
    name: guid(secrets.id, g.to.id, g.role)
    properties: { principalId: g.to.id, principalType: g.to.type, roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[g.role]) }
  }
]

resource insightsRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for g in onInsights: {
    scope: component
    name: guid(component.id, g.to.id, g.role)
    properties: { principalId: g.to.id, principalType: g.to.type, roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[g.role]) }
  }
]
