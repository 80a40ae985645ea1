// SPDX-License-Identifier: GPL-3.0-or-later
// ns per message for libcoap parse / build, plus a hand-written single-pass validator as the floor.
#include <coap3/coap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
static double now(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+t.tv_nsec*1e-9;}
static size_t build(coap_pdu_t*p,int big,const uint8_t*pl){
  static const uint8_t tok[4]={1,2,3,4};uint8_t b[4];
  coap_add_token(p,4,tok);
  coap_add_option(p,COAP_OPTION_URI_PATH,6,(const uint8_t*)"sensor");coap_add_option(p,COAP_OPTION_URI_PATH,4,(const uint8_t*)"temp");
  coap_add_option(p,COAP_OPTION_CONTENT_FORMAT,coap_encode_var_safe(b,4,50),b);
  coap_add_option(p,COAP_OPTION_URI_QUERY,6,(const uint8_t*)"unit=C");
  if(big)coap_add_option(p,COAP_OPTION_BLOCK1,coap_encode_var_safe(b,4,(1234<<4)|8|6),b);
  coap_add_data(p,big?1024:16,pl);return 0;}
static int floor_parse(const uint8_t*p,size_t n,unsigned*sum){
  if(n<4||(p[0]>>6)!=1)return -1;unsigned t=p[0]&15;if(t>8||n<4+t)return -1;const uint8_t*q=p+4+t,*e=p+n;unsigned num=0,cnt=0;
  while(q<e&&*q!=0xff){unsigned d=*q>>4,l=*q&15;q++;
    if(d==13){if(q>=e)return -1;d=13+*q++;}else if(d==14){if(e-q<2)return -1;d=269+(q[0]<<8|q[1]);q+=2;}else if(d==15)return -1;
    if(l==13){if(q>=e)return -1;l=13+*q++;}else if(l==14){if(e-q<2)return -1;l=269+(q[0]<<8|q[1]);q+=2;}else if(l==15)return -1;
    num+=d;if(num>65535||(size_t)(e-q)<l)return -1;q+=l;cnt+=num;}
  if(q<e){if(++q==e)return -1;}*sum+=cnt+(unsigned)(e-q);return 0;}
int main(void){coap_startup();coap_set_log_level(LOG_CRIT);uint8_t pl[1024];memset(pl,65,1024);
  for(int big=0;big<2;big++){
    // wire form
    uint8_t w[1200];size_t n=0;w[n++]=0x44;w[n++]=2;w[n++]=0x12;w[n++]=0x34;w[n++]=1;w[n++]=2;w[n++]=3;w[n++]=4;
    w[n++]=0xb6;memcpy(w+n,"sensor",6);n+=6;w[n++]=0x04;memcpy(w+n,"temp",4);n+=4;w[n++]=0x11;w[n++]=50;w[n++]=0x36;memcpy(w+n,"unit=C",6);n+=6;
    if(big){w[n++]=0xc2;w[n++]=0x4d;w[n++]=0x2e;}w[n++]=0xff;memcpy(w+n,pl,big?1024:16);n+=big?1024:16;
    long N=2000000;double best[6]={1e9,1e9,1e9,1e9,1e9,1e9};
    for(int r=0;r<5;r++){double t;
      t=now();for(long i=0;i<N/5;i++){coap_pdu_t*p=coap_pdu_init(0,0,0,2048);if(!coap_pdu_parse(COAP_PROTO_UDP,w,n,p)){puts("bad");return 1;}coap_delete_pdu(p);}t=(now()-t)/(N/5)*1e9;if(t<best[0])best[0]=t;
      t=now();for(long i=0;i<N/5;i++){coap_pdu_t*p=coap_pdu_init(COAP_MESSAGE_CON,COAP_REQUEST_CODE_POST,0x1234,2048);build(p,big,pl);coap_delete_pdu(p);}t=(now()-t)/(N/5)*1e9;if(t<best[1])best[1]=t;
      unsigned s=0;t=now();for(long i=0;i<N*5;i++){w[2]=(uint8_t)i;__asm__ volatile(""::"r"(w):"memory");if(floor_parse(w,n,&s))return 2;}t=(now()-t)/(N*5)*1e9;if(t<best[2])best[2]=t;
      t=now();for(long i=0;i<N/5;i++){coap_pdu_t*p=coap_pdu_init(0,0,0,2048);coap_delete_pdu(p);}t=(now()-t)/(N/5)*1e9;if(t<best[3])best[3]=t;
      __asm__ volatile(""::"r"(s));}
    printf("%s wire=%zu B: libcoap parse %.0f ns (of it pdu init+free %.0f), build %.0f ns, bare validating walk %.1f ns\n",big?"block 1024":"small post",n,best[0],best[3],best[1],best[2]);}
  return 0;}
