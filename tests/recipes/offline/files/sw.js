// A new name with every new version of a file.
const notes = 'notes-1';
const files = ['./', 'js/one.js', 'weights.json'];

addEventListener('install', (event) => {
  event.waitUntil(caches.open(notes).then((cache) => cache.addAll(files)));
});

addEventListener('activate', (event) => {
  const others = caches.keys().then((names) => names.filter((name) => name.startsWith('notes-') && name !== notes));
  event.waitUntil(others.then((names) => Promise.all(names.map((name) => caches.delete(name)))));
});

addEventListener('fetch', (event) => {
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
