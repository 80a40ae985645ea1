// SPDX-License-Identifier: GPL-3.0-or-later
// libcoap 4.3.x: request rate, Block1 upload, Block2 download over loopback (server in a child process).
// usage: libcoap_bench <rate|con|put|get|serve|putto|burst> ...
#include <coap3/coap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sys/prctl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
static double now(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+t.tv_nsec*1e-9;}
static uint8_t*big;static size_t bigsz;
static volatile int done;static size_t got_len;static unsigned got_code;
static void h_hello(coap_resource_t*r,coap_session_t*s,const coap_pdu_t*q,const coap_string_t*y,coap_pdu_t*p){
  (void)r;(void)s;(void)q;(void)y;coap_pdu_set_code(p,COAP_RESPONSE_CODE_CONTENT);coap_add_data(p,5,(const uint8_t*)"hello");}
static void h_put(coap_resource_t*r,coap_session_t*s,const coap_pdu_t*q,const coap_string_t*y,coap_pdu_t*p){
  size_t l,o,t;const uint8_t*d;(void)r;(void)s;(void)y;coap_get_data_large(q,&l,&d,&o,&t);
  static size_t rec;rec=l;coap_pdu_set_code(p,COAP_RESPONSE_CODE_CHANGED);char b[32];int n=snprintf(b,32,"%zu",rec);coap_add_data(p,n,(uint8_t*)b);}
static void h_big(coap_resource_t*r,coap_session_t*s,const coap_pdu_t*q,const coap_string_t*y,coap_pdu_t*p){
  coap_pdu_set_code(p,COAP_RESPONSE_CODE_CONTENT);
  coap_add_data_large_response(r,s,q,p,y,COAP_MEDIATYPE_APPLICATION_OCTET_STREAM,-1,0,bigsz,big,NULL,NULL);}
static coap_response_t on_resp(coap_session_t*s,const coap_pdu_t*t,const coap_pdu_t*r,const coap_mid_t m){
  (void)s;(void)t;(void)m;size_t l=0,o=0,tt=0;const uint8_t*d=0;coap_get_data_large(r,&l,&d,&o,&tt);
  got_code=coap_pdu_get_code(r);if(got_code==COAP_RESPONSE_CODE(231))return COAP_RESPONSE_OK;
  if(getenv("DBG"))fprintf(stderr,"resp %u len %zu off %zu total %zu\n",got_code,l,o,tt);
  got_len=l;if(d&&l<30){char b[32];memcpy(b,d,l);b[l]=0;if(getenv("DBG"))fprintf(stderr,"<%s>\n",b);}
  done++;return COAP_RESPONSE_OK;}
static void on_nack(coap_session_t*s,const coap_pdu_t*t,const coap_nack_reason_t why,const coap_mid_t m){(void)s;(void)t;(void)m;fprintf(stderr,"nack %d\n",why);done=-1;}
static int blockmode(void){int m=COAP_BLOCK_USE_LIBCOAP|COAP_BLOCK_SINGLE_BODY;
#ifdef COAP_BLOCK_TRY_Q_BLOCK
  if(getenv("QBLOCK"))m|=COAP_BLOCK_TRY_Q_BLOCK;
#endif
  return m;}
static void serve(int port,int secs){
  prctl(PR_SET_PDEATHSIG,SIGKILL);
  coap_context_t*c=coap_new_context(NULL);coap_context_set_block_mode(c,blockmode());
  coap_address_t a;coap_address_init(&a);a.addr.sin.sin_family=AF_INET;a.addr.sin.sin_addr.s_addr=htonl(INADDR_LOOPBACK);a.addr.sin.sin_port=htons(port);a.size=sizeof(a.addr.sin);
  if(!coap_new_endpoint(c,&a,COAP_PROTO_UDP)){fprintf(stderr,"bind\n");_exit(1);}
  coap_resource_t*r=coap_resource_init(coap_make_str_const("hello"),0);coap_register_handler(r,COAP_REQUEST_GET,h_hello);coap_add_resource(c,r);
  r=coap_resource_init(coap_make_str_const("up"),0);coap_register_handler(r,COAP_REQUEST_PUT,h_put);coap_add_resource(c,r);
  r=coap_resource_init(coap_make_str_const("big"),0);coap_register_handler(r,COAP_REQUEST_GET,h_big);coap_add_resource(c,r);
  double e=now()+secs;while(now()<e)coap_io_process(c,1000);_exit(0);}
static coap_pdu_t*mk(coap_session_t*s,int code,int type,const char*path,const uint8_t*data,size_t len){
  coap_pdu_t*p=coap_pdu_init(type,code,coap_new_message_id(s),coap_session_max_pdu_size(s));
  uint8_t tok[8];size_t tl;coap_session_new_token(s,&tl,tok);coap_add_token(p,tl,tok);
  coap_add_option(p,COAP_OPTION_URI_PATH,strlen(path),(const uint8_t*)path);
  if(data){uint8_t b[4];
    unsigned szx=6;if(getenv("SZX"))szx=atoi(getenv("SZX"));
    if(szx!=6){coap_add_option(p,COAP_OPTION_BLOCK1,coap_encode_var_safe(b,4,(0<<4)|8|szx),b);}
    coap_add_data_large_request(s,p,len,data,NULL,NULL);}
  return p;}
int main(int c,char**v){
  const char*m=c>1?v[1]:"rate";long n=c>2?atol(v[2]):20000;int port=c>3?atoi(v[3]):15683;
  coap_startup();coap_set_log_level(getenv("LOG")?atoi(getenv("LOG")):LOG_CRIT);
  bigsz=n;if(!strcmp(m,"put")||!strcmp(m,"get")||!strcmp(m,"putto")){}else bigsz=1<<20;
  big=malloc(bigsz?bigsz:1);for(size_t i=0;i<bigsz;i++)big[i]=(uint8_t)(i*131);
  if(!strcmp(m,"serve")){serve(port,n);}
  pid_t k=0;if(strcmp(m,"putto")){k=fork();if(!k)serve(port,120);usleep(150000);}
  coap_context_t*x=coap_new_context(NULL);coap_context_set_block_mode(x,blockmode());
  coap_address_t a;coap_address_init(&a);a.addr.sin.sin_family=AF_INET;a.addr.sin.sin_addr.s_addr=htonl(INADDR_LOOPBACK);a.addr.sin.sin_port=htons(port);a.size=sizeof(a.addr.sin);
  coap_session_t*s=coap_new_client_session(x,NULL,&a,COAP_PROTO_UDP);
  coap_register_response_handler(x,on_resp);coap_register_nack_handler(x,on_nack);
  double t0=now();
  if(!strcmp(m,"rate")||!strcmp(m,"con")){int type=!strcmp(m,"con")?COAP_MESSAGE_CON:COAP_MESSAGE_NON;
    for(long i=0;i<n;i++){done=0;coap_send(s,mk(s,COAP_REQUEST_CODE_GET,type,"hello",0,0));while(!done)coap_io_process(x,COAP_IO_WAIT);}
    double d=now()-t0;printf("libcoap sequential %s GET: %.0f req/s\n",m,n/d);}
  else if(!strcmp(m,"burst")){ // n NON GETs, window of 32 outstanding
    long sent=0;done=0;while(done<n){while(sent<n&&sent-done<32){coap_send(s,mk(s,COAP_REQUEST_CODE_GET,COAP_MESSAGE_NON,"hello",0,0));sent++;}
      coap_io_process(x,100);if(now()-t0>60)break;}
    double d=now()-t0;printf("libcoap NON GET window 32: %.0f req/s (done %d of %ld)\n",done/d,done,n);}
  else if(!strcmp(m,"put")||!strcmp(m,"putto")){int type=getenv("NON")?COAP_MESSAGE_NON:COAP_MESSAGE_CON;done=0;
    coap_send(s,mk(s,COAP_REQUEST_CODE_PUT,type,"up",big,bigsz));
    double lim=getenv("LIMIT")?atof(getenv("LIMIT")):200;while(!done&&now()-t0<lim)coap_io_process(x,COAP_IO_WAIT<1?1000:100);
    double d=now()-t0;printf("libcoap PUT %ld bytes: %.3f s %.2f MiB/s %.1f KiB/s code %u.%02u%s\n",n,d,n/d/1048576,n/d/1024,got_code>>5,got_code&31,done>0?"":" FAILED");}
  else if(!strcmp(m,"get")){done=0;coap_send(s,mk(s,COAP_REQUEST_CODE_GET,COAP_MESSAGE_CON,"big",0,0));
    while(!done&&now()-t0<100)coap_io_process(x,100);
    double d=now()-t0;printf("libcoap GET %zu bytes: %.3f s %.2f MiB/s code %u.%02u\n",got_len,d,got_len/d/1048576,got_code>>5,got_code&31);}
  if(k)kill(k,SIGKILL);return 0;}
