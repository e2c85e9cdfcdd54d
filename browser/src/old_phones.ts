// What libraries call and the oldest phones lack (their versions stand in build.mjs).

interface Lacking {
  hasOwn?: (of: object, name: PropertyKey) => boolean;
}

const lacking = Object as Lacking;
lacking.hasOwn ??= (of, name) => Object.prototype.hasOwnProperty.call(of, name);
