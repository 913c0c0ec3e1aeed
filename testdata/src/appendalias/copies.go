package appendalias

import (
	"bufio"
)

// The fix imports slices.
func keepsLines(sc *bufio.Scanner) (lines [][]byte) {
	for sc.Scan() {
		lines = append(lines, sc.Bytes()) // want `the slice of Bytes\(\) is still used when Scan\(\) overwrites it`
	}
	return lines
}

// Something else is called slices here.
func hiddenPackage(sc *bufio.Scanner, slices int) (lines [][]byte) {
	for sc.Scan() {
		lines = append(lines, sc.Bytes()) // want `the slice of Bytes\(\) is still used when Scan\(\) overwrites it`
	}
	return lines
}

type chunk struct {
	data []byte
	n    int
}

// The slice is only part of what is kept.
func inStruct(sc *bufio.Scanner) (chunks []chunk) {
	for sc.Scan() {
		chunks = append(chunks, chunk{data: sc.Bytes(), n: len(chunks)}) // want `the slice of Bytes\(\) is still used when Scan\(\) overwrites it`
	}
	return chunks
}
