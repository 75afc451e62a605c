/** Ports of Swift's processes and of the memory that they share. */
export interface SwiftPorts {
  readonly proxy: number;
  readonly account: number;
  readonly container: number;
  readonly object: number;
  readonly memory: number;
}

/** May sign in to the same account, and do nothing there. */
export const swiftGuest = { name: 'gantry:guest', key: 'a-guest-on-loopback' };

export const swiftStores = ['account', 'container', 'object'] as const;

/** One configuration for each file of Swift's folder, for a cluster of one disk and one copy below `home`. */
export function swiftConfiguration(home: string, ports: SwiftPorts, user: { readonly name: string; readonly key: string }) {
  const common = (port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = root
swift_dir = ${home}/etc
workers = 0
log_level = WARNING
`;
  const store = (name: (typeof swiftStores)[number]): string => `${common(ports[name])}devices = ${home}/devices
mount_check = false
disable_fallocate = true
recon_cache_path = ${home}/cache
[pipeline:main]
pipeline = ${name}-server
[app:${name}-server]
use = egg:swift#${name}
`;
  const plainFilters = ['catch_errors', 'gatekeeper', 'listing_formats', 'copy', 'slo', 'dlo', 'symlink'];
  const proxy = `${common(ports.proxy)}[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats s3api tempauth copy container-quotas slo dlo symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_${user.name.replace(':', '_')} = ${user.key} .admin
user_${swiftGuest.name.replace(':', '_')} = ${swiftGuest.key}
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
allow_multipart_uploads = true
check_bucket_owner = false
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${ports.memory}
[filter:container-quotas]
use = egg:swift#container_quotas
${plainFilters.map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n`).join('')}`;
  return {
    'swift.conf': `[swift-hash]
swift_hash_path_suffix = gantry
swift_hash_path_prefix = tests
[storage-policy:0]
name = one
default = yes
`,
    'account-server.conf': store('account'),
    'container-server.conf': store('container'),
    'object-server.conf': store('object'),
    'proxy-server.conf': proxy,
  };
}

/** Makes the rings, which say on which disk what is. Arguments: folder, then the ports of the stores. */
export const swiftRings = `
import sys
from swift.common.ring import RingBuilder
for name, port in zip(('account', 'container', 'object'), sys.argv[2:]):
    builder = RingBuilder(4, 1, 0)
    builder.add_dev(dict(id=0, region=1, zone=1, ip='127.0.0.1', port=int(port), replication_ip='127.0.0.1',
                         replication_port=int(port), device='disk', weight=100.0, meta=''))
    builder.rebalance()
    builder.get_ring().save(f'{sys.argv[1]}/{name}.ring.gz')
`;
