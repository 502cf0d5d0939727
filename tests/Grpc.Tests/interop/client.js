// Calls the server under test with grpc-js. Prints a line per check: "NAME ok" or "NAME failed: REASON".
// usage: node client.js HOST:PORT DIRECTORY, where DIRECTORY holds ca.pem, client.pem and client.key.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, directory] = process.argv.slice(2);
const here = __dirname;
const definition = loader.loadSync(
  ['echo.proto', 'grpc/health/v1/health.proto', 'grpc/reflection/v1/reflection.proto',
    'grpc/reflection/v1alpha/reflection.proto'],
  { includeDirs: [path.join(here, '../protos'), path.join(here, '../../../proto/Grpc/protos')], defaults: true, enums: String });
const protos = grpc.loadPackageDefinition(definition);
const pem = (name) => fs.readFileSync(path.join(directory, name));
const credentials = grpc.credentials.createSsl(pem('ca.pem'), pem('client.key'), pem('client.pem'));
const connect = (Service, options) => new Service(address, credentials, options);
const echo = connect(protos.smartlocker.test.v1.Echo, { 'grpc.max_receive_message_length': -1 });
const after = (milliseconds) => ({ deadline: Date.now() + milliseconds });

// The reply of a unary or client streaming call; a status that is not OK rejects with the error.
const answer = (start) => new Promise((resolve, reject) => start((error, reply) => (error ? reject(error) : resolve(reply))));
const say = (request, ...more) => answer((done) => echo.Say(request, ...more, done));
const refusal = (promise) => promise.then(() => assert.fail('the call was not refused'), (error) => error);

// All messages of a stream, then its end; rejects with the error of the call.
const collect = (call) => new Promise((resolve, reject) => {
  const messages = [];
  call.on('data', (message) => messages.push(message)).on('end', () => resolve(messages)).on('error', reject);
});

const checks = {
  async unary() {
    assert.equal((await say({ text: '哈囉' })).text, '哈囉');
  },

  async clientStreaming() {
    const reply = await answer((done) => {
      const call = echo.Collect(done);
      for (let number = 0; number < 100; number++) { call.write({ text: `${number}` }); }
      call.end();
    });
    assert.equal(reply.number, 100);
  },

  async serverStreaming() {
    const replies = await collect(echo.Repeat({ text: 'a', times: 500 }));
    assert.deepEqual(replies.map((reply) => reply.number), Array.from({ length: 500 }, (_, index) => index + 1));
  },

  async duplex() {
    const call = echo.Chat();
    const replies = [];
    await new Promise((resolve, reject) => {
      call.on('error', reject).on('end', resolve).on('data', (reply) => {
        replies.push(reply.text);
        if (replies.length < 50) { call.write({ text: `${replies.length}` }); } else { call.end(); }
      });
      call.write({ text: '0' });
    });
    assert.equal(replies.join(), Array.from({ length: 50 }, (_, index) => index).join());
  },

  async responseHeaders() {
    const call = echo.Chat();
    const headers = await new Promise((resolve, reject) => { call.on('metadata', resolve).on('error', reject); });
    assert.deepEqual(headers.get('greeting'), ['hello']);
    call.on('data', () => {});
    call.end();
  },

  async metadata() {
    const metadata = new grpc.Metadata();
    metadata.add('echo-text', 'a, b; ~!');
    metadata.add('echo-bin', Buffer.from([0, 1, 254, 255]));
    metadata.add('echo-bin', Buffer.from([7]));
    const trailers = await new Promise((resolve, reject) => {
      echo.Say({}, metadata, (error) => error && reject(error)).on('status', (status) => resolve(status.metadata));
    });
    assert.deepEqual(trailers.get('echo-text'), ['a, b; ~!']);
    assert.deepEqual(trailers.get('echo-bin'), [Buffer.from([0, 1, 254, 255]), Buffer.from([7])]);
  },

  async errorDetails() {
    const error = await refusal(say({ text: 'fail:FailedPrecondition:櫃門 100 % 打開了' }));
    assert.equal(error.code, grpc.status.FAILED_PRECONDITION);
    assert.equal(error.details, '櫃門 100 % 打開了');
    assert.deepEqual(error.metadata.get('why'), ['told to']);
    assert.deepEqual(error.metadata.get('why-bin'), [Buffer.from([0, 255, 7])]);
  },

  async richStatus() {
    const error = await refusal(say({ text: 'rich' }));
    const [bytes] = error.metadata.get('grpc-status-details-bin');
    assert.ok(bytes.includes('google.rpc.ErrorInfo') && bytes.includes('COMPARTMENT_OCCUPIED'));
  },

  async unforeseen() {
    const error = await refusal(say({ text: 'throw' }));
    assert.equal(error.code, grpc.status.UNKNOWN);
    assert.equal(error.details, 'Exception was thrown by handler.');
  },

  async deadline() {
    assert.equal((await refusal(say({ text: 'wait' }, after(300)))).code, grpc.status.DEADLINE_EXCEEDED);
  },

  async cancel() {
    const error = await refusal(answer((done) => {
      const call = echo.Say({ text: 'wait' }, done);
      setTimeout(() => call.cancel(), 300);
    }));
    assert.equal(error.code, grpc.status.CANCELLED);
  },

  async serverEndsFirst() {
    const error = await refusal(answer((done) => {
      const call = echo.Collect(done);
      call.on('error', () => {});
      call.write({ text: 'fail:OutOfRange:enough' });
      for (let number = 0; number < 200; number++) { call.write({ payload: Buffer.alloc(16384) }); }
    }));
    assert.equal(error.code, grpc.status.OUT_OF_RANGE);
  },

  async largeMessage() {
    const payload = Buffer.alloc(4 * 1024 * 1024 - 100, 7);
    assert.ok((await say({ payload })).payload.equals(payload));
  },

  async tooLargeMessage() {
    assert.equal((await refusal(say({ payload: Buffer.alloc(4 * 1024 * 1024) }))).code, grpc.status.RESOURCE_EXHAUSTED);
  },

  async gzip() {
    const packing = connect(protos.smartlocker.test.v1.Echo, { 'grpc.default_compression_algorithm': 2 });
    const text = 'packed '.repeat(1000);
    assert.equal((await answer((done) => packing.Say({ text }, done))).text, text);
    const call = packing.Chat();
    const replies = collect(call);
    for (let number = 0; number < 20; number++) { call.write({ text }); }
    call.end();
    assert.equal((await replies).length, 20);
    packing.close();
  },

  async deflateIsRefused() {
    const packing = connect(protos.smartlocker.test.v1.Echo, { 'grpc.default_compression_algorithm': 1 });
    const error = await refusal(answer((done) => packing.Say({ text: 'packed '.repeat(1000) }, done)));
    assert.equal(error.code, grpc.status.UNIMPLEMENTED);
    packing.close();
  },

  async unknownService() {
    const elsewhere = connect(protos.smartlocker.test.v1.Elsewhere);
    assert.equal((await refusal(answer((done) => elsewhere.Nothing({}, done)))).code, grpc.status.UNIMPLEMENTED);
    elsewhere.close();
  },

  async certificate() {
    const error = await refusal(say({ text: 'certificate' }));
    assert.equal(error.details, 'x509_subject_alternative_name=cabinet-7 CN=cabinet-7');
  },

  async health() {
    const health = connect(protos.grpc.health.v1.Health);
    assert.equal((await answer((done) => health.Check({}, done))).status, 'SERVING');
    assert.equal((await refusal(answer((done) => health.Check({ service: 'nobody' }, done)))).code, grpc.status.NOT_FOUND);
    for (const [service, status] of [['', 'SERVING'], ['nobody', 'SERVICE_UNKNOWN']]) {
      const watch = health.Watch({ service });
      const first = await new Promise((resolve, reject) => { watch.on('data', resolve).on('error', reject); });
      assert.equal(first.status, status);
      watch.removeAllListeners('error').on('error', () => {});
      watch.cancel();
    }
    health.close();
  },

  async reflection() { await reflect(protos.grpc.reflection.v1.ServerReflection); },

  async reflectionAlpha() { await reflect(protos.grpc.reflection.v1alpha.ServerReflection); },
};

// Finds the service, takes its descriptors, and calls it with nothing else.
async function reflect(Service) {
  const reflection = connect(Service);
  const call = reflection.ServerReflectionInfo();
  const asked = collect(call);
  call.write({ listServices: '' });
  call.write({ fileContainingSymbol: 'smartlocker.test.v1.Echo' });
  call.write({ fileByFilename: 'google/protobuf/timestamp.proto' });
  call.write({ fileContainingSymbol: 'nobody.Knows' });
  call.end();
  const [list, files, imported, missing] = await asked;
  assert.ok(list.listServicesResponse.service.some((service) => service.name === 'smartlocker.test.v1.Echo'));
  assert.equal(imported.fileDescriptorResponse.fileDescriptorProto.length, 1);
  assert.equal(missing.errorResponse.errorCode, grpc.status.NOT_FOUND);
  assert.equal(missing.originalRequest.fileContainingSymbol, 'nobody.Knows');

  const set = Buffer.concat(files.fileDescriptorResponse.fileDescriptorProto.map(
    (file) => Buffer.concat([Buffer.from([0x0A, (file.length & 0x7F) | 0x80, file.length >> 7]), file])));
  const found = grpc.loadPackageDefinition(loader.loadFileDescriptorSetFromBuffer(set)).smartlocker.test.v1.Echo;
  const client = connect(found);
  assert.equal((await answer((done) => client.Say({ text: 'by reflection' }, done))).text, 'by reflection');
  client.close();
  reflection.close();
}

(async () => {
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`${name} ok`);
    } catch (error) {
      console.log(`${name} failed: ${error.message.replaceAll('\n', ' ')}`);
    }
  }
  echo.close();
})();
