import type { KillTarget } from './kill-target.ts';
import { apacheDav } from './targets/apache-dav.ts';
import { foreignTus } from './targets/foreign-tus.ts';
import { nginxPut } from './targets/nginx-put.ts';
import { opensshSftp } from './targets/openssh-sftp.ts';
import { ownReceiver } from './targets/own-receiver.ts';
import { rcloneDav } from './targets/rclone-dav.ts';
import { swiftS3 } from './targets/swift-s3.ts';
import { thisComputer } from './targets/this-computer.ts';

/** Every destination on which the process is killed. */
export const killTargets: readonly KillTarget[] = [
  foreignTus,
  ownReceiver,
  thisComputer,
  nginxPut,
  apacheDav,
  swiftS3,
  opensshSftp,
  rcloneDav,
];
