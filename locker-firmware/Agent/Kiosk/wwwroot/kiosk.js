// Draws what the agent says and sends what the person touches. No state of its own: a reload shows the same screen.
import { word, actionWord, said, isEnglish } from './texts.js';
import { drawFront } from './front.js';
import { Pad } from './pad.js';
import { play } from './sound.js';

const part = id => document.getElementById(id);
const quiet = new Set(['CancelDeposit', 'CallForHelp', 'SignOut', 'LowDoor', 'OtherDoor', 'LargerDoor', 'DidNotTake', 'AllowRemoteOpening']);
const elsewhere = new Set(['EnterPin', 'Speak', 'MoreTime']);
// Whoever leaves an open door behind leaves its contents in doubt: these screens end by shutting the door.
const doorFirst = new Set(['PutIn', 'TakeBack', 'TakeOut', 'LeaveInside']);

let socket;
let view;
let behind = 0;

const ask = (name, values = {}) => {
  if (socket?.readyState === WebSocket.OPEN) { socket.send(JSON.stringify({ ask: name, ...values })); }
};

const pad = new Pad(part('pad'), pin => ask('EnterPin', { pin }));

function connect() {
  socket = new WebSocket(`ws://${location.host}/kiosk/socket`);
  socket.addEventListener('message', event => receive(JSON.parse(event.data)));
  socket.addEventListener('close', () => {
    part('offline').textContent = word('lost', view);
    part('offline').hidden = false;
    setTimeout(connect, 1000);
  });
}

function receive(message) {
  if (message.signal) { play(message.signal); }
  if (!message.view) { return; }
  part('offline').hidden = true;
  behind = performance.now() / 1000 - message.uptime;
  view = message.view;
  draw();
}

function draw() {
  document.documentElement.lang = isEnglish(view) ? 'en' : 'zh-Hant-TW';
  document.body.dataset.screen = view.screen;
  part('name').textContent = view.displayName;
  part('person').textContent = view.person ?? '';
  part('online').textContent = word(view.online ? 'online' : 'alone', view);
  if (view.trouble) { part('online').textContent += ` ${said(view.trouble, view)}`; }
  part('language').textContent = word('otherLanguage', view);
  part('title').textContent = said(view.title, view);
  part('prompt').textContent = said(view.prompt, view);
  part('message').hidden = !view.message;
  part('message').textContent = said(view.message?.text, view);
  part('message').classList.toggle('good', view.message?.isGood ?? false);
  drawAjar();
  part('packet').hidden = !view.packet;
  part('packet').textContent = view.packet ? word('packet', view, view.packet) : '';
  part('more').textContent = actionWord('MoreTime', view);
  pad.show(view);
  drawActions();
  drawFront(part('front'), view);
  countDown();
}

/** Doors that stand open and are nobody's step: whoever comes next is asked to shut them. */
function drawAjar() {
  const open = view.doors.filter(door => door.state === 'Open' && door.number !== view.compartment).map(door => door.number);
  part('ajar').hidden = open.length === 0;
  part('ajar').textContent = open.length === 0 ? '' : word('ajar', view, open.join(isEnglish(view) ? ', ' : '、'));
}

function offered(action) {
  return !elsewhere.has(action) && !(action === 'SignOut' && doorFirst.has(view.screen));
}

function drawActions() {
  const focused = document.activeElement?.dataset?.ask;
  part('actions').replaceChildren(...view.actions.filter(offered).map(action => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.ask = action;
    button.classList.toggle('quiet', quiet.has(action));
    button.textContent = actionWord(action, view);
    button.addEventListener('click', () => ask(action));
    return button;
  }));
  part('actions').querySelector(`[data-ask="${focused}"]`)?.focus();
}

function countDown() {
  const now = performance.now() / 1000 - behind;
  const warns = view?.endsAt != null && view.warnAt != null && now >= view.warnAt;
  part('warning').hidden = !warns;
  if (warns) { part('countdown').textContent = word('ends', view, Math.max(0, Math.ceil(view.endsAt - now))); }
}

part('language').addEventListener('click', () => ask('Speak', { language: isEnglish(view) ? 'Chinese' : 'English' }));
part('more').addEventListener('click', () => ask('MoreTime'));
for (const banned of ['contextmenu', 'selectstart', 'dragstart', 'dragover', 'drop']) {
  document.addEventListener(banned, event => event.preventDefault());
}
setInterval(countDown, 250);
connect();
