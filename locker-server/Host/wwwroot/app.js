// Comforts only: every form works without this file.

// Files dropped on a marked area go into its file input; the form is then sent the ordinary way.
for (const area of document.querySelectorAll('[data-drop]')) {
  const input = area.querySelector('input[type=file]');
  const mark = over => event => {
    event.preventDefault();
    area.classList.toggle('over', over);
  };
  area.addEventListener('dragover', mark(true));
  area.addEventListener('dragleave', mark(false));
  area.addEventListener('drop', event => {
    mark(false)(event);
    if (event.dataTransfer.files.length === 0) { return; }
    input.files = event.dataTransfer.files;
    input.form.requestSubmit();
  });
}

// A file dropped beside the area must not replace the page.
for (const kind of ['dragover', 'drop']) {
  addEventListener(kind, event => {
    if (event.dataTransfer?.types.includes('Files')) { event.preventDefault(); }
  });
}

addEventListener('click', event => {
  if (event.target.closest('button[data-print]')) { print(); }
});

// A form that was sent is not sent twice; a page brought back from the browser's memory may send again.
addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); } else { form.dataset.sent = 'yes'; }
});
addEventListener('pageshow', () => {
  for (const form of document.forms) { delete form.dataset.sent; }
});

// Receipt by keyboard: in a line, 1 to 4 choose the answer.
addEventListener('keydown', event => {
  const line = event.target.closest?.('[data-verdicts]');
  if (!line || event.ctrlKey || event.altKey || event.metaKey || event.target.matches('input[type=text], textarea')) { return; }
  const choice = line.querySelectorAll('input[type=radio]')[Number(event.key) - 1];
  if (choice) {
    event.preventDefault();
    choice.checked = true;
    choice.focus();
  }
});
