package largecopy

func byAddress() (n int) {
	for _, v := range &table {
		n += v
	}
	for i := range table {
		n += table[i]
	}
	return n
}
