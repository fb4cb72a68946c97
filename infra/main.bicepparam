using 'main.bicep'

// azd sets the AZURE_… variables; the others are set with: azd env set NAME VALUE
param name = readEnvironmentVariable('AZURE_ENV_NAME', 'projectflow')
param location = readEnvironmentVariable('AZURE_LOCATION', 'eastasia')
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorType = readEnvironmentVariable('OPERATOR_TYPE', 'User')
param publicUrl = readEnvironmentVariable('PUBLIC_URL_WANTED', '')
param mail = readEnvironmentVariable('MAIL', 'kept')
param mailFrom = { address: readEnvironmentVariable('MAIL_FROM', ''), name: readEnvironmentVariable('MAIL_FROM_NAME', 'ProjectFlow') }
param smtp = { host: readEnvironmentVariable('SMTP_HOST', ''), user: readEnvironmentVariable('SMTP_USER', '') }
param sendGridEvents = readEnvironmentVariable('SENDGRID_EVENTS', '')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param budget = int(readEnvironmentVariable('BUDGET', '50'))
