/**
 * The launcher's and the frame's looks. Inside a shadow root `!important` on the host beats the
 * page's own. The button's clear border appears where a system forces its colours. Its text is
 * white unless that falls below 4.5:1 on the accent; `y` is luminance. `side` is start or end:
 * a page written from right to left has its corners the other way round.
 */
export const css = (accent: string, side: string): string => `:host{all:initial!important}
:host([hidden]){display:none!important}
*{position:fixed;inset-inline-${side}:20px;bottom:20px;z-index:999999999;border:0;box-shadow:0 0 0 1px #8883,0 4px 20px #0004;font:600 15px/24px system-ui}
button{min-width:56px;height:56px;padding:14px;border:2px solid #0000;color:#fff;color:color(from ${accent} xyz calc(999*(.1833 - y)) calc(999*(.1833 - y)) calc(999*(.1833 - y)));border-radius:28px;background:${accent};cursor:pointer}
:focus-visible{outline:3px solid;outline-offset:-6px}
button *{position:static;box-shadow:none}
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:2;vertical-align:top}
b{position:absolute;inset-inline-${side}:-4px;bottom:40px;min-width:20px;border-radius:10px;background:#b22;color:#fff;font:600 12px/20px system-ui}
iframe{bottom:88px;width:380px;height:640px;max-height:calc(100% - 108px);border-radius:16px;background:Canvas;color-scheme:light dark}
@media (max-width:479px){iframe{inset:0;width:100%;min-height:100%;border-radius:0}}
.p{inset:auto;inset-inline-${side}:20px;bottom:88px;width:300px;height:104px;min-height:0;border-radius:16px}
[inert]{visibility:hidden}`
