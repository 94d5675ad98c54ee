// Starts real servers on free loopback ports and ends only what it started.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const recipe = (name) => fs.readFileSync(path.join(import.meta.dirname, name), 'utf8');

export function freePort() {
  return new Promise((done) => {
    const s = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });
}

/** Whether a program is on this machine. */
export function installed(program) {
  return (process.env.PATH ?? '').split(':').concat('/usr/sbin', '/sbin').some((dir) => fs.existsSync(path.join(dir, program)));
}

/** Replaces the lines of a recipe that begin with a directive; there must be as many as expected. */
function replaceLine(text, directive, put, count = 1) {
  const lines = text.split('\n');
  const found = lines.filter((l) => l.trim().startsWith(`${directive} `) || l.trim() === directive);
  if (found.length !== count) throw new Error(`the recipe has ${found.length} lines for ${directive}, not ${count}`);
  return lines.map((l) => (found.includes(l) ? put : l)).join('\n');
}

/** A folder of the server's own, and how it is ended with it. */
function folder(name) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `gongkai-${name}-`));
  fs.chmodSync(dir, 0o755);
  return dir;
}

async function start(name, port, dir, command, args, env = {}) {
  const log = path.join(dir, 'error.log');
  const out = fs.openSync(log, 'a');
  const child = spawn(command, args, { stdio: ['ignore', out, out], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, ...env } });
  fs.closeSync(out);
  const errors = () => fs.readFileSync(log, 'utf8');
  const stop = await running(child, port, errors);
  return {
    origin: `http://127.0.0.1:${port}`,
    errors,
    stop: async () => {
      await stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** nginx with our recipe over `root`; the site may lie in `base` below it. */
export async function nginx(root, base = '/') {
  const port = await freePort();
  const dir = folder('nginx');
  let text = recipe('nginx.conf');
  text = replaceLine(text, 'listen', `listen 127.0.0.1:${port};`);
  text = replaceLine(text, 'root', `root ${root};`);
  text = replaceLine(text, 'error_page', `error_page 404 ${base}404.html;`);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((n) => `${n}_temp_path ${dir}/${n};`).join('\n');
  // As root the workers would be another user, who cannot read below a private folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const conf = `${user}\npid ${dir}/pid;\nerror_log ${dir}/error.log warn;\nworker_processes 1;\nevents {}\nhttp {\naccess_log off;\n${temp}\n${text}}\n`;
  fs.writeFileSync(path.join(dir, 'nginx.conf'), conf);
  return start('nginx', port, dir, 'nginx', ['-p', dir, '-e', `${dir}/error.log`, '-c', path.join(dir, 'nginx.conf'), '-g', 'daemon off;']);
}

/** Caddy with our recipe. */
export async function caddy(root, base = '/') {
  const port = await freePort();
  const dir = folder('caddy');
  let text = recipe('Caddyfile');
  text = replaceLine(text, ':80 {', `http://127.0.0.1:${port} {`);
  text = replaceLine(text, 'root', `root * ${root}`);
  text = replaceLine(text, 'rewrite', `rewrite * ${base}404.html`);
  fs.writeFileSync(path.join(dir, 'Caddyfile'), `{\nadmin off\nauto_https off\n}\n${text}`);
  const own = { HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir };
  return start('caddy', port, dir, 'caddy', ['run', '--adapter', 'caddyfile', '--config', path.join(dir, 'Caddyfile')], own);
}

/** Apache with our recipe and the modules that Debian enables, and those that the recipe asks for. */
export async function apache(root, base = '/') {
  const port = await freePort();
  const dir = folder('apache');
  let text = recipe('apache.conf');
  text = replaceLine(text, '<VirtualHost', `<VirtualHost 127.0.0.1:${port}>`);
  text = replaceLine(text, 'DocumentRoot', `DocumentRoot ${root}`);
  text = replaceLine(text, '<Directory', `<Directory ${root}>`);
  text = replaceLine(text, 'ErrorDocument', `ErrorDocument 404 ${base}404.html`);
  const modules = ['mpm_event', 'authz_core', 'alias', 'dir', 'mime', 'autoindex', 'negotiation', 'filter', 'deflate', 'headers', 'rewrite'];
  const load = modules.map((m) => `LoadModule ${m}_module /usr/lib/apache2/modules/mod_${m}.so`).join('\n');
  // A kept connection that is closed while it is asked again would be a fault of ours.
  // Apache never serves as root; what it serves must be readable by all.
  const user = process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : '';
  const debian = ['mime', 'dir', 'deflate', 'negotiation', 'autoindex'].map((m) => `IncludeOptional /etc/apache2/mods-available/${m}.conf`).join('\n');
  const conf = `ServerRoot ${dir}\nPidFile ${dir}/pid\nErrorLog ${dir}/errors\nListen 127.0.0.1:${port}\nServerName localhost\nMaxKeepAliveRequests 0\nKeepAliveTimeout 60\n${load}\n${user}\nTypesConfig /etc/mime.types\n<Directory />\nRequire all denied\n</Directory>\n${debian}\n${text}`;
  fs.writeFileSync(path.join(dir, 'apache2.conf'), conf);
  return start('apache', port, dir, 'apache2', ['-d', dir, '-f', path.join(dir, 'apache2.conf'), '-D', 'FOREGROUND']);
}

export async function pythonServer(root) {
  const port = await freePort();
  const child = spawn('python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', root], { stdio: 'ignore' });
  const stop = await running(child, port, () => '');
  return { origin: `http://127.0.0.1:${port}`, stop };
}

async function running(child, port, why) {
  let ended = null;
  const end = new Promise((done) => {
    child.once('error', (e) => done((ended = e.message)));
    child.once('exit', (code) => done((ended ??= `exit ${code}`)));
  });
  for (let i = 0; i < 200; i += 1) {
    if (ended) throw new Error(`${child.spawnfile} did not start (${ended}): ${why()}`);
    const ok = await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
    if (ok) {
      return async () => {
        child.kill('SIGTERM');
        await end;
      };
    }
    await new Promise((r) => setTimeout(r, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`${child.spawnfile} does not answer on port ${port}`);
}
