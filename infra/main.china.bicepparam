using 'main.bicep'

// Azure in China, run by 21Vianet. Addresses come from the resources themselves and from environment(), so nothing else differs.
param name = readEnvironmentVariable('AZURE_ENV_NAME', 'projectflow')
param location = readEnvironmentVariable('AZURE_LOCATION', 'chinanorth3')
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorType = readEnvironmentVariable('OPERATOR_TYPE', 'User')
param publicUrl = readEnvironmentVariable('PUBLIC_URL_WANTED', '')
param plan = 'dedicated' // flex where `az functionapp list-flexconsumption-locations` names the region
param dataRedundancy = 'Standard_LRS' // three buildings are not offered in every region there
param mail = readEnvironmentVariable('MAIL', 'kept') // no SendGrid there: an SMTP relay of the county
param mailFrom = { address: readEnvironmentVariable('MAIL_FROM', ''), name: readEnvironmentVariable('MAIL_FROM_NAME', 'ProjectFlow') }
param smtp = { host: readEnvironmentVariable('SMTP_HOST', ''), user: readEnvironmentVariable('SMTP_USER', '') }
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param budget = 0 // set where the subscription offers budgets
