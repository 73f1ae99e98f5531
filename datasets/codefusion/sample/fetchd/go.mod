module example.org/fetchd

go 1.21
