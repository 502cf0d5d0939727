// Twelve keys for a PIN, and the same keys on a keyboard. What was typed leaves this module once, and is gone.
import { word, actionWord } from './texts.js';

const longest = 12;

export class Pad {
  #digits = '';
  #root;
  #enter;
  #shown;

  constructor(root, enter) {
    this.#root = root;
    this.#enter = enter;
    document.addEventListener('keydown', event => this.#key(event));
  }

  show(view) {
    const visible = view.screen === 'EnterPin';
    if (!visible || this.#root.hidden) { this.#digits = ''; }
    this.#root.hidden = !visible;
    if (!visible) { return; }
    this.#shown = document.createElement('output');
    const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'erase', '0', 'enter'].map(key => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = key === 'erase' ? word('erase', view) : key === 'enter' ? actionWord('EnterPin', view) : key;
      button.addEventListener('click', () => this.#press(key));
      return button;
    });
    this.#root.replaceChildren(this.#shown, ...keys);
    this.#draw();
  }

  #key(event) {
    if (this.#root.hidden) { return; }
    if (/^[0-9]$/.test(event.key)) { this.#press(event.key); }
    else if (event.key === 'Backspace') { this.#press('erase'); }
    else if (event.key === 'Enter' && event.target.tagName !== 'BUTTON') { this.#press('enter'); }
  }

  #press(key) {
    if (key === 'erase') { this.#digits = ''; }
    else if (key === 'enter') {
      const pin = this.#digits;
      this.#digits = '';
      if (pin) { this.#enter(pin); }
    }
    else if (this.#digits.length < longest) { this.#digits += key; }
    this.#draw();
  }

  #draw() { this.#shown.textContent = '●'.repeat(this.#digits.length); }
}
