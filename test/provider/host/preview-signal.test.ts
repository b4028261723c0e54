import { previewSignal, receivePreviewSignal } from "../../../provider/host/preview-signal.js";

test.each([true, false])(
  "the provider receives whether the run is a preview, and the inputs without that: %j",
  (isPreview) => {
    const inputs = { user: "ann@example.com" };
    expect(receivePreviewSignal({ ...inputs, ...previewSignal(isPreview) })).toEqual({ isPreview, inputs });
  },
);
