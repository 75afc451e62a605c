import { describe } from 'vitest';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { canStartSwift } from '../servers/can-start-swift.ts';
import { hasProgram } from '../servers/has-program.ts';
import { missingSwift } from '../servers/missing-swift.ts';
import { startCeph } from '../servers/start-ceph.ts';
import { startSwift } from '../servers/start-swift.ts';
import { describeProtocol } from './protocol-contract.ts';
import { s3ContractServer } from './s3-contract-server.ts';

// What is remembered of the two was found out with the first file, which has tests of its own.
const noCrcs = { s3Crc64nvme: 2, s3Crc32c: 2, s3Crc32: 2 };
const s3 = {
  kind: 's3',
  bodyMethod: 'PUT',
  asOneBody: { 'part-size': '64M' },
  verified: 'md5',
  afterLostAnswer: 'nothing',
  htmlIs: 'wrong-protocol',
} as const;

/** Large enough for many parts; the servers are slow. */
const largeFileBytes = (canInteroperate() ? 512 : 192) * 1024 * 1024;

describe.skipIf(!canStartSwift())(`S3 ${missingSwift() ?? ''}`, () => {
  describeProtocol('at Swift', {
    ...s3,
    memory: { s3Conditions: 2, ...noCrcs },
    largeFileBytes,
    start: () => s3ContractServer(startSwift),
  });
});

describe.skipIf(!canInteroperate() || !hasProgram('radosgw'))(`S3 ${noInterop('radosgw') ?? ''}`, () => {
  describeProtocol('at Ceph', { ...s3, memory: { s3Conditions: 3, ...noCrcs }, largeFileBytes, start: () => s3ContractServer(startCeph) });
});
