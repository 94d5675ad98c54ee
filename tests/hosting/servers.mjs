// Starts real servers on free loopback ports and ends only what it started.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const RECIPE = path.join(import.meta.dirname, 'nginx.conf');

export function freePort() {
  return new Promise((done) => {
    const s = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });
}

/** Replaces one directive's line of the recipe; the recipe must have it exactly once. */
function replaceLine(text, directive, put) {
  const lines = text.split('\n').filter((l) => l.trim().startsWith(`${directive} `));
  if (lines.length !== 1) throw new Error(`nginx.conf has ${lines.length} lines for ${directive}`);
  return text.replace(lines[0], `    ${put}`);
}

/** nginx with our recipe over `root`; the site may lie in `base` below it. */
export async function nginx(root, base = '/') {
  const port = await freePort();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-nginx-'));
  fs.chmodSync(dir, 0o755);
  let recipe = fs.readFileSync(RECIPE, 'utf8');
  recipe = replaceLine(recipe, 'listen', `listen 127.0.0.1:${port};`);
  recipe = replaceLine(recipe, 'root', `root ${root};`);
  recipe = replaceLine(recipe, 'error_page', `error_page 404 ${base}404.html;`);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((n) => `${n}_temp_path ${dir}/${n};`).join('\n');
  // As root the workers would be another user, who cannot read below a private folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const conf = `${user}\npid ${dir}/pid;\nerror_log ${dir}/error.log warn;\nworker_processes 1;\nevents {}\nhttp {\naccess_log off;\n${temp}\n${recipe}}\n`;
  fs.writeFileSync(path.join(dir, 'nginx.conf'), conf);
  const child = spawn('nginx', ['-p', dir, '-e', `${dir}/error.log`, '-c', path.join(dir, 'nginx.conf'), '-g', 'daemon off;'], { stdio: 'ignore' });
  const stop = await running(child, port, () => fs.readFileSync(path.join(dir, 'error.log'), 'utf8'));
  return {
    origin: `http://127.0.0.1:${port}`,
    errors: () => fs.readFileSync(path.join(dir, 'error.log'), 'utf8'),
    stop: async () => {
      await stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
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
