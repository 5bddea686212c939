/** Evening: knows the curricula that were tapped, their order, the breaks between them, and how long that takes.
 *  @typedef {{ id: string, title: string, lang: string, minutes: number, box: HTMLInputElement }} Choice
 *  @typedef {'up' | 'down' | 'out' | 'rest' | 'minutes'} Control
 */

const MINUTE = 60_000;
const USUAL_BREAK = '10';

/** @param {HTMLFormElement} form */
export function evening(form) {
  const part = /** @type {HTMLElement} */ (form.querySelector('#evening'));
  const list = /** @type {HTMLElement} */ (form.querySelector('#order'));
  const planned = /** @type {HTMLElement} */ (form.querySelector('#planned'));
  const words = part.dataset;
  const choices = [...form.querySelectorAll('input[name=curriculum]')].map((one) => choice(/** @type {HTMLInputElement} */ (one)));
  const order = choices.filter(({ box }) => box.checked).sort((a, b) => place(a) - place(b));
  /** What stands in each break's field; no entry where there is no break. @type {Map<string, string>} */
  const breaks = new Map(Object.entries(JSON.parse(list.dataset.breaks || '{}')));

  for (const one of choices) {
    one.box.removeAttribute('name');
    one.box.addEventListener('change', () => {
      if (one.box.checked) put(one);
      else takeOut(one);
      draw();
    });
  }

  /** @param {Choice} one */
  function put(one) {
    const former = order[order.length - 1];
    if (former && !breaks.has(former.id)) breaks.set(former.id, USUAL_BREAK);
    order.push(one);
  }

  /** @param {Choice} one */
  function takeOut(one) {
    order.splice(order.indexOf(one), 1);
    breaks.delete(one.id);
    one.box.checked = false;
  }

  /** A break belongs to its place in the evening and not to what comes before it. @param {number} from @param {number} to */
  function move(from, to) {
    if (to < 0 || to >= order.length) return;
    const rests = order.map(({ id }) => breaks.get(id));
    order.splice(to, 0, ...order.splice(from, 1));
    breaks.clear();
    order.forEach(({ id }, at) => {
      const minutes = rests[at];
      if (minutes !== undefined) breaks.set(id, minutes);
    });
  }

  /** @param {Choice} [at] whose control has the focus afterwards @param {Control} [control] */
  function draw(at, control) {
    part.hidden = !order.length;
    list.replaceChildren(...order.map(line));
    for (const { id, box } of choices) {
      const number = order.findIndex((one) => one.id === id) + 1;
      const shown = box.parentElement?.querySelector('.order');
      if (shown) shown.textContent = number ? String(number) : '';
    }
    for (const one of form.querySelectorAll('[data-confirms]')) {
      const asks = /** @type {HTMLFieldSetElement} */ (one);
      asks.hidden = asks.disabled = !order.some(({ id }) => id === asks.dataset.confirms);
    }
    tellLength();
    const wanted = at && list.querySelector(`[data-of="${at.id}"][data-control="${control}"]`);
    if (wanted) /** @type {HTMLElement} */ (wanted).focus();
  }

  /** @param {Choice} one @param {number} at */
  function line(one, at) {
    const row = made('div', { className: 'evening-row' },
      badge(at + 1),
      made('span', { lang: one.lang, textContent: one.title }),
      made('input', { type: 'hidden', name: 'curriculum', value: one.id }),
      button(one, 'up', '↑', words.up, () => { move(at, at - 1); draw(one, 'up'); }, at === 0),
      button(one, 'down', '↓', words.down, () => { move(at, at + 1); draw(one, 'down'); }, at === order.length - 1),
      button(one, 'out', words.out ?? '', words.out, () => {
        const next = order[at + 1] ?? order[at - 1];
        takeOut(one);
        draw(next, 'out');
        if (!next) one.box.focus();
      }));
    const item = made('li', {}, row);
    if (at < order.length - 1) item.append(rest(one));
    return item;
  }

  /** The break after a curriculum, or the way to one. @param {Choice} one */
  function rest(one) {
    const minutes = breaks.get(one.id);
    if (minutes === undefined) {
      return made('div', { className: 'rest' }, button(one, 'rest', words.addRest ?? '', words.addRest, () => {
        breaks.set(one.id, USUAL_BREAK);
        draw(one, 'minutes');
      }));
    }
    const field = made('input', { className: 'field', name: `break.${one.id}`, id: `break-${one.id}`, value: minutes, inputMode: 'decimal', autocomplete: 'off', maxLength: 6 });
    mark(field, one, 'minutes');
    field.addEventListener('input', () => {
      breaks.set(one.id, field.value);
      tellLength();
    });
    const label = made('label', { htmlFor: field.id, textContent: words.rest ?? '' });
    return made('div', { className: 'rest' }, label, field, button(one, 'rest', words.noRest ?? '', words.noRest, () => {
      breaks.delete(one.id);
      draw(one, 'rest');
    }));
  }

  function tellLength() {
    const rests = order.slice(0, -1).map(({ id }) => Number((breaks.get(id) ?? '0').replace(',', '.')) || 0);
    const minutes = [...order.map((one) => one.minutes), ...rests].reduce((sum, each) => sum + each, 0);
    if (!order.length) return;
    const count = Math.round(minutes);
    const length = (count === 1 ? words.one : words.other?.replace('{count}', String(count))) ?? '';
    const now = Number(form.dataset.now) + performance.now();
    const end = new Date(now + minutes * MINUTE);
    planned.textContent = `${length} ${(words.ends ?? '').replace('{time}', clock(end, form.dataset.zone))}`;
  }

  draw();
}

/** @param {HTMLInputElement} box @returns {Choice} */
function choice(box) {
  const title = /** @type {HTMLElement} */ (box.parentElement?.querySelector('b'));
  const lang = title.closest('[lang]')?.getAttribute('lang') ?? '';
  return { id: box.value, title: title.textContent ?? '', lang, minutes: Number(box.dataset.minutes), box };
}

/** @param {Choice} one */
function place(one) {
  return Number(one.box.dataset.place ?? 0);
}

/** @param {Date} at @param {string | undefined} zone */
function clock(at, zone) {
  const form = /** @type {const} */ ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  try {
    return at.toLocaleTimeString('en', { ...form, timeZone: zone });
  } catch { // a zone that this browser does not know
    return at.toLocaleTimeString('en', form);
  }
}

/** A button that says in words what it does with which; one that can do nothing now stays where it is.
 *  @param {Choice} one @param {Control} control @param {string} shown @param {string | undefined} does @param {() => void} act @param {boolean} [idle] */
function button(one, control, shown, does, act, idle = false) {
  const made_ = made('button', { type: 'button', className: 'btn btn--plain', textContent: shown });
  made_.setAttribute('aria-label', `${does ?? ''}: ${one.title}`);
  if (idle) made_.setAttribute('aria-disabled', 'true');
  else made_.addEventListener('click', act);
  mark(made_, one, control);
  return made_;
}

/** The place in the order, for the eye: a list tells its places itself. @param {number} number */
function badge(number) {
  const element = made('strong', { className: 'order', textContent: String(number) });
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** @param {HTMLElement} element @param {Choice} one @param {Control} control */
function mark(element, one, control) {
  element.dataset.of = one.id;
  element.dataset.control = control;
}

/** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {Partial<HTMLElementTagNameMap[Tag]>} fields @param {Node[]} inside
 *  @returns {HTMLElementTagNameMap[Tag]} */
function made(tag, fields, ...inside) {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...inside);
  return element;
}
