// Logs and measurements, written by identity; a cap, because telemetry can cost more than everything else together.
param name string
param location string
param tags object

var days = 30
var capGigabytesADay = 1

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: days
    features: { disableLocalAuth: true }
    workspaceCapping: { dailyQuotaGb: capGigabytesADay }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: logs.id
  }
}

output insights string = insights.name
