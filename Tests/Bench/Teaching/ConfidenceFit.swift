import Base
import Completion

/// The weights with which the features of lines tell best whether the lines are right: a logistic
/// regression, by Newton's method.
func fittedConfidence(_ lessons: [LineLesson]) -> [Double] {
    guard let count = lessons.first?.features.count else { return [] }
    var weights = [Double](repeating: 0, count: count)
    for _ in 0..<40 {
        // A little towards nothing, so that there always is a solution.
        var slope = weights.map { -0.1 * $0 }
        var curve = (0..<count).map { row in
            (0..<count).map { $0 == row ? 0.1 : 0.0 }
        }
        for lesson in lessons {
            let features = lesson.features
            let sum = zip(weights, features).reduce(0) { $0 + $1.0 * $1.1 }
            let belief = 1 / (1 + exp(-sum))
            let error = (lesson.isRight ? 1 : 0) - belief
            for row in 0..<count {
                slope[row] += error * features[row]
                for column in 0..<count {
                    curve[row][column] += belief * (1 - belief) * features[row] * features[column]
                }
            }
        }
        let step = solution(of: curve, slope)
        for at in weights.indices { weights[at] += step[at] }
    }
    return weights
}

/// What solves some linear equations, by elimination. The matrix has to be positive definite.
private func solution(of matrix: [[Double]], _ right: [Double]) -> [Double] {
    var matrix = matrix
    var result = right
    for row in matrix.indices {
        for below in matrix.indices.dropFirst(row + 1) {
            let factor = matrix[below][row] / matrix[row][row]
            for column in row..<matrix.count {
                matrix[below][column] -= factor * matrix[row][column]
            }
            result[below] -= factor * result[row]
        }
    }
    for row in matrix.indices.reversed() {
        for column in row + 1..<matrix.count { result[row] -= matrix[row][column] * result[column] }
        result[row] /= matrix[row][row]
    }
    return result
}
