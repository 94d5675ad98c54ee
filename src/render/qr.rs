//! QR pictures (二维码) as SVG, made at build time. In: an address. Out: the bytes of a picture.

use fast_qr::{ECL, QRBuilder};
use std::fmt::Write;

/// Light modules around the code that readers need (GB/T 18284: 4).
const QUIET: usize = 4;

/// The picture of a text: black on white whatever the page's colours, one unit a module. `None` if the text
/// doesn't fit into any code (more than 2,331 bytes).
pub(super) fn svg(text: &str) -> Option<String> {
    // M mends 15 %: paper on a village board gets wet and torn.
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * QUIET;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}0\" height=\"{side}0\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\""
    );
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            let dark = row[x].value();
            let run = (x..code.size).take_while(|i| row[*i].value() == dark).count();
            if dark {
                let _ = write!(out, "M{} {}.5h{run}", x + QUIET, y + QUIET);
            }
            x += run;
        }
    }
    out.push_str("\"/></svg>\n");
    Some(out)
}
