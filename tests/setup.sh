# Installs what the tests need and the machine lacks. Read by tests/run; uses its $quick, $tests, say, die, wants.

# need COMMAND PACKAGE WHY: notes a Debian package to install.
missing=()
need() {
  command -v "$1" > /dev/null 2>&1 && return
  say "     missing: $1 (Debian package $2), $3"
  missing+=("$2")
}

install_missing() {
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null 2>&1 || die "no apt-get here: please install ${missing[*]} by hand"
  local sudo='' quiet=''
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null 2>&1 || die "not root and no sudo: please install ${missing[*]} as root"
    sudo=sudo
  fi
  # Debian starts a server as soon as it is installed; the tests want the program only.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    quiet=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' | $sudo tee $quiet > /dev/null && $sudo chmod +x $quiet
  fi
  say "     installing ${missing[*]} (apt-get)"
  if ! { $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } > "$work/apt.log" 2>&1; then
    tail -n 20 "$work/apt.log"
    [ -z "$quiet" ] || $sudo rm -f "$quiet"
    die "apt-get could not install ${missing[*]}"
  fi
  [ -z "$quiet" ] || $sudo rm -f "$quiet"
}

node_packages() {
  local stamp=$tests/node_modules/.package-lock.json
  # npm writes that file last; older than ours means that ours has changed since.
  if [ -f "$stamp" ] && [ ! "$tests/package-lock.json" -nt "$stamp" ]; then return; fi
  say "     installing the node packages of tests/package-lock.json (npm ci)"
  (cd "$tests" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) || die "npm ci failed"
  touch "$stamp"
}

setup() {
  say "== setup"
  command -v cargo > /dev/null 2>&1 || die "no cargo: install Rust first (rustup.rs, or your company's mirror)"
  ! wants fmt || cargo fmt --version > /dev/null 2>&1 || die "no rustfmt: rustup component add rustfmt"
  ! wants clippy || cargo clippy --version > /dev/null 2>&1 || die "no clippy: rustup component add clippy"
  need node nodejs "for the browser and hosting tests"
  need npm npm "for the node packages of the tests"
  need python3 python3 "for the hosting test and the licence check"
  if wants self-test || wants browser || wants hosting; then
    need java default-jre-headless "for the Nu Html Checker"
    need nginx nginx "for the hosting test"
    need caddy caddy "for the hosting test"
    need apache2 apache2 "for the hosting test"
    need minisign minisign "to check signatures with another program"
    [ -z "${missing[*]}" ] || [ $quick = no ] || say "     (needed with --quick too)"
    if [ $quick = no ]; then
      need chromium chromium "for the browser tests"
      if ! ls /usr/share/fonts/opentype/noto/NotoSansCJK* > /dev/null 2>&1; then
        say "     missing: a Chinese font (Debian package fonts-noto-cjk)"
        missing+=(fonts-noto-cjk)
      fi
    fi
  fi
  install_missing
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || die "Node.js $(node --version) is too old: 18 or later"
  if wants self-test || wants browser || wants hosting; then node_packages; fi
  say "     $(cargo --version), node $(node --version)"
}
