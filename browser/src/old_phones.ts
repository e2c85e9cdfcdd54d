// What libraries call and the oldest phones lack (their versions stand in build.mjs). A page imports
// it before anything else: libraries call some of it while they are loaded.

interface Lacking {
  hasOwn?: (of: object, name: PropertyKey) => boolean;
}

const lacking = Object as Lacking;
lacking.hasOwn ??= (of, name) => Object.prototype.hasOwnProperty.call(of, name);

interface LackingView {
  setBigUint64?: (this: DataView, at: number, value: bigint, little?: boolean) => void;
}

const view = DataView.prototype as LackingView;
view.setBigUint64 ??= function (at, value, little = false) {
  this.setUint32(at + (little ? 4 : 0), Number((value >> 32n) & 0xffffffffn), little);
  this.setUint32(at + (little ? 0 : 4), Number(value & 0xffffffffn), little);
};
