// Inside a shadow root `!important` on the host beats the page's own `!important`.
export const css = (accent: string, onAccent: string, side: string, scheme: string): string => `
:host{all:initial!important;color-scheme:${scheme}!important}
:host([hidden]){display:none!important}
*{position:fixed;${side}:20px;box-sizing:border-box}
button{bottom:20px;z-index:2147483646;display:flex;gap:10px;align-items:center;justify-content:center;min-width:56px;height:56px;padding:0 16px;border:0;border-radius:28px;background:${accent};color:${onAccent};font:600 15px/1 system-ui,sans-serif;cursor:pointer;box-shadow:0 1px 3px #0003,0 6px 20px #0003}
button:focus-visible{outline:3px solid ${onAccent};box-shadow:0 0 0 6px ${accent}}
button>*{position:static;flex:none}
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
button>b{position:absolute;${side}:-4px;top:-4px;min-width:22px;padding:4px 5px;border:2px solid #fff;border-radius:99px;background:#b3261e;color:#fff;font:700 11px/1 system-ui,sans-serif;text-align:center}
b:empty,i:empty{display:none}
i{font-style:normal}
iframe{bottom:88px;z-index:2147483647;width:380px;max-width:calc(100vw - 40px);height:640px;max-height:calc(100vh - 108px);border:0;border-radius:16px;background:Canvas;box-shadow:0 0 0 1px #8883,0 12px 40px #0004;transition:opacity .12s ease-out,transform .12s ease-out}
iframe[inert]{visibility:hidden;opacity:0;transform:translateY(8px)}
@media (max-width:479px){iframe{inset:0;width:100%;max-width:none;height:100%;max-height:none;border-radius:0}}
@media (prefers-reduced-motion:reduce){iframe{transition:none}}
@media print{:host{display:none!important}}`

/** White text unless it would fall below 4.5:1 on this colour. */
export function textOn(hex: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.1833 ? '#1f1d1b' : '#fff'
}
