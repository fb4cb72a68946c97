// Who is told when pages fail, when the storage does, and when the sweep has not run.
param name string
param location string
param tags object
param email string
param insights string

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insights
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var watched = [
  { id: 'failing-pages', text: 'More than five answers of 500 and above in 15 minutes.', query: 'requests | where toint(resultCode) >= 500', operator: 'GreaterThan', threshold: 5, window: 'PT15M' }
  { id: 'cases-put-off', text: 'A case that cannot be moved, or an effect that was given up.', query: 'traces | where severityLevel >= 3', operator: 'GreaterThan', threshold: 10, window: 'PT1H' }
  { id: 'no-sweep', text: 'The sweep has not run for half an hour: deadlines pass without their consequence.', query: 'requests | where name == "Sweep" and success == true', operator: 'LessThan', threshold: 1, window: 'PT30M' }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for w in watched: {
    name: 'alert-${name}-${w.id}'
    location: location
    tags: tags
    properties: {
      description: w.text
      severity: 2
      enabled: true
      scopes: [component.id]
      evaluationFrequency: 'PT15M'
      windowSize: w.window
      criteria: { allOf: [{ query: w.query, timeAggregation: 'Count', operator: w.operator, threshold: w.threshold }] }
      actions: { actionGroups: [people.id] }
    }
  }
]
