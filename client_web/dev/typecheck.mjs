// Checks the types of every screen, templates included:  cd client_web/dev && npm ci && npm run check
//
// TypeScript cannot see into html`...`, so each file is copied to .typecheck/ with its templates written as JSX on the same lines. Reading them
// with acorn at ES2021 also holds the floor: newer syntax does not run on the oldest phones that we serve.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as acorn from 'acorn';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..');
const out = path.join(here, '.typecheck');
const FLOOR = 2021;

/** Attributes that the types want as numbers; a template may write tabindex="-1". */
const NUMBERS = /\s(tabindex|maxlength|minlength|rows|cols|colspan|rowspan|size|span|start)="(-?\d+)"/g;

/** All html`...` templates of a parsed file, outermost first. */
function templates(node, found = []) {
  if (Array.isArray(node)) {
    for (const one of node) templates(one, found);
  } else if (node && typeof node.type === 'string') {
    if (node.type === 'TaggedTemplateExpression' && node.tag.name === 'html') found.push(node);
    for (const value of Object.values(node)) if (value && typeof value === 'object') templates(value, found);
  }
  return found;
}

/** Texts of several lines that are no markup: the server sends every line without its indent, so they would change. */
function folded(node, markup = false) {
  if (Array.isArray(node)) return node.some((one) => folded(one));
  if (!node || typeof node.type !== 'string') return false;
  if (node.type === 'TemplateLiteral' && !markup && node.quasis.some(({ value }) => value.raw.includes('\n'))) return true;
  return Object.entries(node).some(([name, value]) => value && typeof value === 'object' && folded(value, name === 'quasi' && node.tag?.name === 'html'));
}

/** The source with its templates as JSX. `<${Name}` becomes `<Name`, `...${props}` `{...props}`, `"${value}"` and `${value}` `{value}`. */
export function toJsx(source) {
  const parsed = acorn.parse(source, { ecmaVersion: FLOOR, sourceType: 'module' });
  if (folded(parsed)) throw new Error('a text of several lines that is no markup: join it from lines');
  const all = templates(parsed);

  const span = (start, end) => {
    let text = '';
    let at = start;
    for (const one of all) {
      if (one.start < at || one.end > end) continue;
      text += source.slice(at, one.start) + jsx(one);
      at = one.end;
    }
    return text + source.slice(at, end);
  };

  const jsx = ({ quasi }) => {
    let text = '(<>';
    let alone = false;
    let within = false;                                        // inside an attribute made of text and values: class="btn ${more}"
    quasi.quasis.forEach((piece, i) => {
      let literal = source.slice(piece.start, piece.end).replace(NUMBERS, ' $1={$2}');
      if (alone) { text += '}'; literal = literal.slice(1); alone = false; }
      const next = quasi.quasis[i + 1];
      if (within) {
        const end = literal.indexOf('"');
        if (end < 0) { text += literal; } else { text += literal.slice(0, end) + '`}'; within = false; literal = literal.slice(end + 1); }
      }
      const open = within ? null : /="([^"<>]*)$/.exec(literal);
      const value = quasi.expressions[i];
      if (!value) { if (!within) text += literal; return; }
      const inner = span(value.start, value.end);
      if (within) {
        text += '${' + inner + '}';
      } else if (open && open[1] === '' && source[next.start] === '"') {
        text += `${literal.slice(0, -1)}{${inner}`;            // alone between its quotes: keeps its type
        alone = true;
      } else if (open) {
        text += literal.slice(0, open.index + 1) + '{`' + open[1] + '${' + inner + '}';
        within = true;
      } else if (/<\/?\s*$/.test(literal)) {
        text += literal + inner;
      } else if (literal.endsWith('...')) {
        text += `${literal.slice(0, -3)}{...${inner}}`;
      } else {
        text += `${literal}{${inner}}`;
      }
    });
    return text + '</>)';
  };

  return span(0, source.length);
}

function copy(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const from = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (from !== here) copy(from);
      continue;
    }
    const to = path.join(out, path.relative(root, from));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    if (entry.name.endsWith('.d.ts')) fs.copyFileSync(from, to);
    else if (entry.name.endsWith('.js') && !fs.existsSync(from.replace(/\.js$/, '.d.ts'))) {
      try {
        fs.writeFileSync(to.replace(/\.js$/, '.jsx'), toJsx(fs.readFileSync(from, 'utf8')));
      } catch (error) {
        console.error(`${path.relative(root, from)}: ${error.message}`);
        process.exitCode = 1;
      }
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  fs.rmSync(out, { recursive: true, force: true });
  copy(root);
  const tsc = spawnSync(process.execPath, [path.join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', here, '--pretty', 'false'], { cwd: here, encoding: 'utf8' });
  process.stdout.write(tsc.stdout.replaceAll('.typecheck/', '').replaceAll('.jsx', '.js'));
  process.stderr.write(tsc.stderr);
  process.exitCode ||= tsc.status ?? 1;
}
