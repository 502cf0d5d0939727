// The echo service on grpc-js, for our client. Prints "port N" when it listens and "cancelled" for every call given up;
// ends when its standard input does.
// usage: node server.js DIRECTORY, where DIRECTORY holds ca.pem, server.pem and server.key.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [directory] = process.argv.slice(2);
const definition = loader.loadSync('echo.proto', { includeDirs: [path.join(__dirname, '../protos')], defaults: true });
const echo = grpc.loadPackageDefinition(definition).smartlocker.test.v1.Echo;
const pem = (name) => fs.readFileSync(path.join(directory, name));

const reply = (request, number) => ({ text: request.text, number, payload: request.payload });

// The refusal a text asks for, or null.
function misbehaviour(text) {
  const [word, code, detail] = text.split(':');
  if (word === 'fail') {
    const metadata = new grpc.Metadata();
    metadata.add('why', 'told to');
    metadata.add('why-bin', Buffer.from([0, 255, 7]));
    const name = code.replace(/(?<!^)([A-Z])/g, '_$1').toUpperCase();
    return Object.assign(new Error(detail), { code: grpc.status[name], details: detail, metadata });
  }
  return null;
}

function waits(call, text) {
  if (text === 'wait') { call.on('cancelled', () => console.log('cancelled')); }
  return text === 'wait';
}

const service = {
  Say(call, done) {
    if (waits(call, call.request.text)) { return; }
    const trailers = new grpc.Metadata();
    for (const key of Object.keys(call.metadata.getMap()).filter((name) => name.startsWith('echo-'))) {
      for (const value of call.metadata.get(key)) { trailers.add(key, value); }
    }
    const refusal = misbehaviour(call.request.text);
    if (refusal) { done(refusal); } else { done(null, reply(call.request, 0), trailers); }
  },

  Collect(call, done) {
    const texts = [];
    call.on('data', (request) => {
      const refusal = misbehaviour(request.text);
      if (refusal) { done(refusal); }
      texts.push(request.text);
    });
    call.on('end', () => done(null, { text: texts.join('|'), number: texts.length }));
  },

  async Repeat(call) {
    const refusal = misbehaviour(call.request.text);
    if (refusal) { call.emit('error', refusal); return; }
    for (let number = 1; number <= call.request.times; number++) {
      if (!call.write(reply(call.request, number))) { await new Promise((resolve) => call.once('drain', resolve)); }
    }
    call.end();
  },

  Chat(call) {
    const headers = new grpc.Metadata();
    headers.add('greeting', 'hello');
    call.sendMetadata(headers);
    let number = 0;
    call.on('data', (request) => {
      const refusal = misbehaviour(request.text);
      waits(call, request.text);
      if (refusal) { call.emit('error', refusal); } else { call.write(reply(request, ++number)); }
    });
    call.on('end', () => call.end());
  },
};

const server = new grpc.Server({ 'grpc.default_compression_algorithm': 2, 'grpc.max_receive_message_length': -1 });
server.addService(echo.service, service);
const credentials = grpc.ServerCredentials.createSsl(pem('ca.pem'), [{ private_key: pem('server.key'), cert_chain: pem('server.pem') }], true);
server.bindAsync('127.0.0.1:0', credentials, (error, port) => console.log(error ? `failed: ${error}` : `port ${port}`));
process.stdin.on('end', () => process.exit(0)).resume();
