import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { formBodyOf } from '../../../../electron/engine/protocols/transport/form-body.ts';

const content = Buffer.from('\r\n--not the boundary--\r\n\0\xff', 'latin1');
const body = {
  length: content.byteLength,
  async *chunks() {
    yield content.subarray(0, 3);
    yield content.subarray(3);
  },
};

async function bytesOf(form: ReturnType<typeof formBodyOf>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of form.body.chunks(new AbortController().signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('formBodyOf', () => {
  it('announces exactly the bytes that it gives, every time', async () => {
    const file = { fieldName: 'files', fileName: 'שלום.bin', contentType: 'image/png', body };
    const form = formBodyOf('b', [['relativePath', 'x/שלום.bin']], file);
    const bytes = await bytesOf(form);
    expect(bytes.byteLength).toBe(form.body.length);
    expect(bytes.equals(await bytesOf(form))).toBe(true);
    expect(bytes.subarray(form.leadBytes, form.leadBytes + content.byteLength).equals(content)).toBe(true);
  });

  it('is read back by a parser that is not ours', async () => {
    const fileName = 'a "quoted"\r\nname.txt';
    const form = formBodyOf('gantry-1', [['relativePath', 'p/a']], { fieldName: 'files', fileName, contentType: 'text/plain', body });
    const request = new Request('http://h/', {
      method: 'POST',
      headers: { 'content-type': form.contentType },
      body: new Uint8Array(await bytesOf(form)),
    });
    const data = await request.formData();
    expect(data.get('relativePath')).toBe('p/a');
    const file = data.get('files') as File;
    expect([file.name, file.type]).toEqual(['a "quoted"\r\nname.txt', 'text/plain']);
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
  });

  it('writes names as browsers do', async () => {
    const text = (await bytesOf(formBodyOf('b', [], { fieldName: 'a"b', fileName: 'x\ny"z\r\n.txt', contentType: 't/t', body }))).toString(
      'utf8',
    );
    expect(text).toContain('name="a%22b"; filename="x%0D%0Ay%22z%0D%0A.txt"');
  });
});
