{% raw -%}
// Offline reading is switched off: browsers that have an earlier worker drop it and all that it kept.
"use strict";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("gongkai-")) await caches.delete(name);
  await self.registration.unregister();
})()));
{%- endraw %}
