package rangecopy

type board [][9]int

func (b board) wipe(digit int) {
	for _, row := range b {
		for i := range row {
			if row[i] == digit {
				row[i] = 0 // want `assignment to row changes a copy: the element of b stays as it was`
			}
		}
	}
}

func doubled(rows [][3]float64) {
	for _, r := range rows {
		for i := 0; i < len(r); i++ {
			r[i] = r[i] * 2 // want `assignment to r changes a copy`
		}
	}
}

func raise(rows map[string][4]int, floor int) {
	for _, row := range rows {
		for i, v := range row {
			if v < floor {
				row[i] = floor // want `assignment to row changes a copy`
			}
		}
	}
}

func stepped(rows [][2]int) {
	for _, row := range rows {
		for i := range row {
			row[i]++ // want `assignment to row changes a copy`
		}
	}
}

func runningSum(rows [][4]int) (total int) {
	for _, row := range rows {
		for i := 1; i < len(row); i++ {
			row[i] += row[i-1]
		}
		total += row[3]
	}
	return total
}

func carry(rows [][4]int, found func(int)) {
	for _, row := range rows {
		for i := range row {
			row[i] *= 2
			found(row[i])
		}
	}
}

func twoDeep(rows [][4]int, found func(int)) {
	for _, row := range rows {
		for range 3 {
			for i := range row {
				if row[i] > 100 {
					found(i)
				}
				row[i] *= 2
			}
		}
	}
}
