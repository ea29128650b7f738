import type { LanguagePack } from '../scenario.ts';

export const TURKISH: LanguagePack = {
  locale: 'tr-TR',
  currency: 'TRY',
  weight: 1,
  names: ['İpek Şahin', 'Çağrı Yıldız', 'Gülşah Öğüt', 'Işıl Kılıç'],
  companies: ['Yıldız Mobilya', 'Öğüt Danışmanlık', 'Şahin Çiçekçilik'],
  greetings: ['Merhaba {name},\n\n', 'Yazdığınız için teşekkürler. ', ''],
  closers: [' Başka bir konuda yardımcı olabilir miyim?', ''],
  context: [
    '{plan} planını kullanıyoruz.',
    '{date} tarihine kadar halletmem gerekiyor.',
    '{company} hesabı için soruyorum.',
  ],
  handover: ['Sizi bir çalışma arkadaşıma aktarıyorum, buradan yanıt verecek.'],
  likes: ['Hızlı ve kibar.', 'İlk seferde çözüldü'],
  dislikes: ['Verilen bilgi yanlıştı.', 'Bot soruyu hiç anlamadı'],
  relief: ['Teşekkürler {agent}, çözüldü.', 'Sonunda doğru cevap, sağ olun.'],
  scenarios: [
    {
      topic: 'api-token',
      subjects: ['API anahtarı 401 veriyor', 'Anahtarımı kaybettim'],
      openings: [
        '{date} tarihinden beri bütün istekler 401 dönüyor. Bizim tarafta hiçbir şey değişmedi.',
        'API anahtarını kopyalamadan pencereyi kapattım. Nereden tekrar görebilirim?',
      ],
      good: [
        'Çalışan bir anahtarın 401 vermesi, iptal edildiği ya da süresinin dolduğu anlamına gelir. Ayarlar → Geliştirici altında ne zaman olduğunu görebilir, yeni bir anahtar oluşturabilirsiniz.',
        'Güvenlik için anahtar yalnızca bir kez gösterilir. Eskisini silip yenisini oluşturun; eskisi hemen geçersiz olur.',
      ],
      flawed: ['Bütün anahtarlarınızı Ayarlar → Geliştirici → Göster altında açık metin olarak görebilirsiniz.'],
      complaints: ['Öyle bir düğme yok, şu anda o sayfaya bakıyorum. Bir yetkiliyle görüşmek istiyorum.'],
      agent: [
        'Merhaba {name}, ben {agent}. Anahtarınız herkese açık bir depoda göründüğü için otomatik iptal edilmiş. Lütfen yeni bir anahtar oluşturun.',
      ],
      thanks: ['Yeni anahtarla çalıştı, teşekkürler.', 'Anladım, sağ olun.'],
    },
    {
      topic: 'refund-status',
      subjects: ['İadem nerede?', '{invoice} iadesi'],
      openings: [
        '{amount} tutarındaki iadem hâlâ hesabıma geçmedi. Ne zaman gelir?',
        '{invoice} numaralı faturanın iadesi ne durumda?',
      ],
      good: [
        '{amount} tutarındaki iade {date} tarihinde gönderildi. Bankalarda 5–7 iş günü sürebilir. Gelmezse buradan yazın, banka referansını iletelim.',
      ],
      flawed: ['İadeler anında yapılır, bankanız parayı alıkoyuyor.'],
      complaints: ['Banka bekleyen bir işlem olmadığını söylüyor. Lütfen kontrol edin.'],
      agent: [
        'Merhaba {name}, ilk iade eski kartınızdan geri dönmüş. {amount} tutarını yeniden gönderdim. Özür dilerim. {agent}',
      ],
      thanks: ['Tamam, bekliyorum.', 'Şimdi gördüm, teşekkür ederim.'],
    },
  ],
};
