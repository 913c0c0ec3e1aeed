package stringintconv

import "strconv"

func digits(n int) string { return strconv.Itoa(n) }

func letter(r rune) string { return string(r) }

func char(b byte) string { return string(b) }

func explicit(n int) string { return string(rune(n)) }

func bytes(b []byte) string { return string(b) }
