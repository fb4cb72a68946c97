// Tells, and does nothing else: a bureau's deadline is worth more than the money of a day.
param name string
param amount int
param from string
param email string

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: from }
    notifications: {
      half: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 50, thresholdType: 'Actual', contactEmails: [email] }
      whole: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 100, thresholdType: 'Actual', contactEmails: [email] }
      ahead: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 120, thresholdType: 'Forecasted', contactEmails: [email] }
    }
  }
}
