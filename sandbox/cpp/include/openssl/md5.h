// What a task of HumanEval-X calls of OpenSSL: MD5, after RFC 1321.
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

typedef struct {
    uint32_t state[4];
    uint64_t length;
    unsigned char rest[64];
} MD5_CTX;

static inline int MD5_Init(MD5_CTX *context) {
    static const uint32_t start[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    memcpy(context->state, start, sizeof start);
    context->length = 0;
    return 1;
}

static inline int MD5_Update(MD5_CTX *context, const void *data, size_t length) {
    const unsigned char *bytes = (const unsigned char *)data;
    for (size_t at = 0; at < length; at++) {
        context->rest[context->length++ % 64] = bytes[at];
        if (context->length % 64 == 0)
            trommel_md5_block(context->state, context->rest);
    }
    return 1;
}

static inline int MD5_Final(unsigned char *digest, MD5_CTX *context) {
    static const unsigned char end[1] = {0x80}, zero[1] = {0};
    unsigned char bits[8];
    for (int i = 0; i < 8; i++)
        bits[i] = (unsigned char)(context->length * 8 >> 8 * i);
    MD5_Update(context, end, 1);
    while (context->length % 64 != 56)
        MD5_Update(context, zero, 1);
    MD5_Update(context, bits, 8);
    for (int i = 0; i < 16; i++)
        digest[i] = (unsigned char)(context->state[i / 4] >> 8 * (i % 4));
    return 1;
}

static inline unsigned char *MD5(const unsigned char *data, size_t length, unsigned char *digest) {
    static unsigned char own[MD5_DIGEST_LENGTH];
    MD5_CTX context;
    MD5_Init(&context);
    MD5_Update(&context, data, length);
    MD5_Final(digest ? digest : own, &context);
    return digest ? digest : own;
}

#endif
