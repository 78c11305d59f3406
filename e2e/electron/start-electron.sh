#!/usr/bin/env bash
# Starts the Electron in TEST_ELECTRON with the given arguments. Root becomes "nobody" first, because Chromium's
# sandbox is real only for an account without privileges. A checkout that "nobody" may not enter (TEST_CHECKOUT, in
# root's own folder) is shown to this one process at TEST_MOUNT.
set -euo pipefail
if [ "$(id -u)" -ne 0 ]; then
  exec "$TEST_ELECTRON" "$@"
fi
unprivileged=(setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs --)
if [ -z "${TEST_MOUNT:-}" ]; then
  exec "${unprivileged[@]}" "$TEST_ELECTRON" "$@"
fi
# shellcheck disable=SC2016
exec unshare --mount bash -c 'mount --bind "$TEST_CHECKOUT" "$TEST_MOUNT" && exec "$@"' - "${unprivileged[@]}" "$TEST_ELECTRON" "$@"
