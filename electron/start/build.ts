import { buildAlways } from './build-when-stale.ts';
import { endWithMessage } from './end-with-message.ts';

await buildAlways().catch(endWithMessage);
