import { startFormReceiver } from '../servers/start-form-receiver.ts';
import { describeProtocol } from './protocol-contract.ts';

describeProtocol('form, at a receiver of forms', {
  kind: 'post',
  bodyMethod: 'POST',
  afterLostAnswer: 'all',
  verified: 'accepted',
  htmlIs: 'success',
  start: async () => {
    const server = await startFormReceiver();
    return {
      url: server.url,
      close: server.close,
      stored: async (relativePath) => {
        const form = server.requests().findLast((request) => request.isComplete && request.fields['relativePath'] === relativePath);
        return form?.files[0]?.path ?? null;
      },
    };
  },
});
