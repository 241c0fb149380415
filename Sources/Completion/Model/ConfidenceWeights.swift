/// How much each of the features of `Calibration` counts.
enum ConfidenceWeights {
    static let all: [Double] = [
        -1.076, 0.956, -0.093, -0.302, 0.079, 3.628, -0.377, 0.156, 0.083, 0.359, -0.1, 0.147,
    ]
}
