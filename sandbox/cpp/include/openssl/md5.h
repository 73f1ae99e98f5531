// The one function of OpenSSL that a task of HumanEval-X calls: MD5 of a text in memory, after RFC 1321.
#ifndef TROMMEL_OPENSSL_MD5_H
#define TROMMEL_OPENSSL_MD5_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MD5_DIGEST_LENGTH 16

static inline void trommel_md5_block(uint32_t state[4], const unsigned char *block) {
    static const unsigned char turns[16] = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
    uint32_t words[16], a = state[0], b = state[1], c = state[2], d = state[3];
    for (int i = 0; i < 16; i++)
        words[i] = block[4 * i] | (uint32_t)block[4 * i + 1] << 8 | (uint32_t)block[4 * i + 2] << 16 | (uint32_t)block[4 * i + 3] << 24;
    for (int i = 0; i < 64; i++) {
        uint32_t mixed;
        int word;
        switch (i / 16) {
        case 0: mixed = (b & c) | (~b & d); word = i; break;
        case 1: mixed = (d & b) | (~d & c); word = (5 * i + 1) % 16; break;
        case 2: mixed = b ^ c ^ d; word = (3 * i + 5) % 16; break;
        default: mixed = c ^ (b | ~d); word = 7 * i % 16; break;
        }
        mixed += a + words[word] + (uint32_t)(fabs(sin(i + 1.0)) * 4294967296.0);
        int turn = turns[i / 16 * 4 + i % 4];
        a = d;
        d = c;
        c = b;
        b += mixed << turn | mixed >> (32 - turn);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

static inline unsigned char *MD5(const unsigned char *data, size_t length, unsigned char *digest) {
    static unsigned char own[MD5_DIGEST_LENGTH];
    uint32_t state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    unsigned char last[128] = {0};
    size_t whole = length / 64 * 64, rest = length - whole, end = rest < 56 ? 64 : 128;
    for (size_t at = 0; at < whole; at += 64)
        trommel_md5_block(state, data + at);
    if (rest)
        memcpy(last, data + whole, rest);
    last[rest] = 0x80;
    for (int i = 0; i < 8; i++)
        last[end - 8 + i] = (unsigned char)((uint64_t)length * 8 >> 8 * i);
    for (size_t at = 0; at < end; at += 64)
        trommel_md5_block(state, last + at);
    if (!digest)
        digest = own;
    for (int i = 0; i < 16; i++)
        digest[i] = (unsigned char)(state[i / 4] >> 8 * (i % 4));
    return digest;
}

#endif
