/**
 * Node's own HTTP/1.1 clients. Not by `import`: that reads every name of the module, and one of them loads a second HTTP stack that
 * nobody here uses, at 30 ms and 10 MB for every start.
 */
const { Agent: HttpAgent, request: httpRequest, validateHeaderName, validateHeaderValue } = process.getBuiltinModule('node:http');
const { Agent: HttpsAgent, request: httpsRequest } = process.getBuiltinModule('node:https');

export { HttpAgent, HttpsAgent, httpRequest, httpsRequest, validateHeaderName, validateHeaderValue };
