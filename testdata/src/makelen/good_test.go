package makelen

func zeroPrefix(tail []byte) []byte {
	long := make([]byte, 5406)
	long = append(long, tail...)
	return long
}
