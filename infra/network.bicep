// The private option: storage and vault answer inside this network only.
param name string
param location string
param tags object
param plan string
param dataAccount string
param hostAccount string
param vault string

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccount
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccount
}

resource secrets 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vault
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      {
        name: 'program'
        properties: {
          addressPrefix: '10.20.0.0/24'
          delegations: [{ name: 'program', properties: { serviceName: plan == 'flex' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms' } }]
        }
      }
      {
        name: 'stores'
        properties: { addressPrefix: '10.20.1.0/24', privateEndpointNetworkPolicies: 'Enabled' }
      }
    ]
  }
}

var suffix = environment().suffixes.storage
var vaultZone = 'privatelink.${replace(environment().suffixes.keyvaultDns, '.vault.', 'vaultcore.')}'

var zones = ['privatelink.blob.${suffix}', 'privatelink.queue.${suffix}', 'privatelink.table.${suffix}', vaultZone]

var doors = [
  { name: 'data-blob', of: data.id, kind: 'blob', zone: 0 }
  { name: 'data-table', of: data.id, kind: 'table', zone: 2 }
  { name: 'host-blob', of: host.id, kind: 'blob', zone: 0 }
  { name: 'host-queue', of: host.id, kind: 'queue', zone: 1 }
  { name: 'host-table', of: host.id, kind: 'table', zone: 2 }
  { name: 'vault', of: secrets.id, kind: 'vault', zone: 3 }
]

resource dns 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for zone in zones: {
    name: zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (zone, i) in zones: {
    parent: dns[i]
    name: 'vnet-${name}'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for door in doors: {
    name: 'pe-${name}-${door.name}'
    location: location
    tags: tags
    properties: {
      subnet: { id: network.properties.subnets[1].id }
      privateLinkServiceConnections: [{ name: door.name, properties: { privateLinkServiceId: door.of, groupIds: [door.kind] } }]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (door, i) in doors: {
    parent: endpoints[i]
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: door.kind, properties: { privateDnsZoneId: dns[door.zone].id } }] }
  }
]

output programSubnet string = network.properties.subnets[0].id
