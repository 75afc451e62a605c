import { describe, expect, it } from 'vitest';
import { s3AddressOf } from '../../../../electron/engine/protocols/s3/s3-address.ts';

const mebibyte = 1024 * 1024;

describe('the address of an S3 destination', () => {
  it('is a service, a bucket and a prefix', () => {
    const address = s3AddressOf(new URL('http://127.0.0.1:9000/my-bucket/a%20b//c/'), {});
    expect(address).toMatchObject({ bucket: 'my-bucket', prefix: 'a b/c/', region: 'us-east-1', usesPathStyle: true, isAmazon: false });
    expect(address.endpoint.origin).toBe('http://127.0.0.1:9000');
    expect(s3AddressOf(new URL('https://s3.example/bucket'), {})).toMatchObject({ prefix: '', partBytes: 16 * mebibyte, checksum: 'auto' });
  });

  it.each([
    ['s3.amazonaws.com', 'us-east-1'],
    ['s3.eu-central-1.amazonaws.com', 'eu-central-1'],
    ['s3.dualstack.ap-south-1.amazonaws.com', 'ap-south-1'],
    ['s3.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ])('at %s has its region and the bucket in its host', (host, region) => {
    expect(s3AddressOf(new URL(`https://${host}/bucket`), {})).toMatchObject({ region, usesPathStyle: false, isAmazon: true });
  });

  it('takes options', () => {
    const options = { region: 'eu-west-3', style: 'virtual', 'storage-class': 'STANDARD_IA', 'part-size': '64M', checksum: 'md5' };
    expect(s3AddressOf(new URL('https://s3.example/b'), options)).toMatchObject({
      region: 'eu-west-3',
      usesPathStyle: false,
      storageClass: 'STANDARD_IA',
      partBytes: 64 * mebibyte,
      checksum: 'md5',
    });
  });

  it.each(['auto', 'crc64nvme', 'crc32c', 'crc32', 'md5', 'off'] as const)('takes the checksum %s', (checksum) => {
    expect(s3AddressOf(new URL('https://s3.example/b'), { checksum }).checksum).toBe(checksum);
  });

  it.each([
    ['https://s3.example/', {}],
    ['https://s3.example/b?x=1', {}],
    ['https://bucket.s3.amazonaws.com/x', {}],
    ['https://s3.example/b', { 'part-size': '1M' }],
    ['https://s3.example/b', { 'part-size': 'many' }],
    ['https://s3.example/b', { style: 'other' }],
    ['https://s3.example/b', { checksum: 'sum' }],
    ['https://s3.example/b', { region: 'a/b' }],
    ['https://s3.example/b', { 'storage-class': 'a b' }],
    ['https://s3.example/%ff', {}],
  ])('refuses %s %o', (url, options) => {
    expect(() => s3AddressOf(new URL(url), options)).toThrow(expect.objectContaining({ code: 'destination-invalid' }));
  });
});
