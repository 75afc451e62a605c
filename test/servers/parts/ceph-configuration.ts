export interface CephPlan {
  /** The folder that holds all of it. */
  readonly home: string;
  readonly monitorPort: number;
  readonly clusterId: string;
  /** What the one disk can take, in GiB; the file behind it is sparse. */
  readonly sizeGib: number;
}

/** A cluster of one monitor and one disk without copies, that talks to itself on loopback only. */
export function cephConfiguration({ home, monitorPort, clusterId, sizeGib }: CephPlan): string {
  return `[global]
fsid = ${clusterId}
mon_host = v2:127.0.0.1:${monitorPort}/0
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr1 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
# The gateway asks for "secure" only, which there is not without sign-in: it would ask for ever.
ms_mon_client_mode = crc secure
run_dir = ${home}/run
admin_socket = ${home}/run/$name.asok
pid_file = ${home}/run/$name.pid
log_file = ${home}/$name.log
crash_dir = ${home}/run
keyring = ${home}/keyring
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pg_autoscale_mode = off
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_max_pg_per_osd = 1000
osd_crush_chooseleaf_type = 0
[mon]
mon_data = ${home}/mon
mon_initial_members = a
mon_cluster_log_file = ${home}/cluster.log
mon_data_avail_crit = 1
mon_data_avail_warn = 2
[osd]
osd_data = ${home}/osd
osd_objectstore = bluestore
bluestore_block_size = ${sizeGib * 1024 ** 3}
osd_memory_target = 1073741824
[client.rgw]
rgw_data = ${home}/rgw
rgw_enable_apis = s3,admin
rgw_enable_usage_log = false
rgw_enable_ops_log = false
`;
}
