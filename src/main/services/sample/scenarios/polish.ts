import type { LanguagePack } from '../scenario.ts';

export const POLISH: LanguagePack = {
  locale: 'pl-PL',
  currency: 'PLN',
  weight: 1,
  names: ['Małgorzata Źrebiec', 'Łucja Dąbrowska', 'Grzegorz Wójcik', 'Świętosława Żak'],
  companies: ['Żak i Spółka', 'Kwiaciarnia Łąka', 'Wójcik Usługi Księgowe'],
  greetings: ['Dzień dobry,\n\n', 'Dziękujemy za wiadomość. ', ''],
  closers: [' Czy mogę jeszcze w czymś pomóc?', ''],
  context: ['Korzystamy z planu {plan}.', 'Potrzebuję tego przed {date}.', 'Chodzi o firmę {company}.'],
  handover: ['Przekazuję sprawę koleżance, odpowie w tym miejscu.'],
  likes: ['Szybko i na temat.', 'Pomogło od razu'],
  dislikes: ['Odpowiedź była po prostu błędna.', 'Bot nie zrozumiał pytania'],
  relief: ['Dziękuję, teraz wszystko działa.', 'Wreszcie konkretna odpowiedź, dziękuję.'],
  scenarios: [
    {
      topic: 'double-charge',
      subjects: ['Podwójna płatność', 'Pobrano {amount} dwa razy'],
      openings: [
        'Z mojej karty pobrano dwa razy {amount}, oba razy {date}. Proszę o zwrot jednej płatności.',
        'Faktura {invoice} została opłacona podwójnie. Co mam zrobić?',
      ],
      good: [
        'Jedna z pozycji to preautoryzacja, bank zwolni ją sam w ciągu 3 dni roboczych. Jeśli obie nadal będą widoczne, proszę odpisać, a koleżanka zwróci drugą.',
        'Rzeczywiście, faktura {invoice} jest opłacona dwa razy. Zwrot {amount} trafi na kartę kończącą się na {digits} w ciągu 5–7 dni roboczych.',
      ],
      flawed: ['Widzę tylko jedną płatność, więc nie zapłacił Pan dwa razy. Proszę skontaktować się z bankiem.'],
      complaints: ['Mam przed sobą wyciąg i są na nim dwie płatności. Proszę o kontakt z człowiekiem.'],
      agent: [
        'Dzień dobry, tu {agent}. Znalazłam obie płatności i zwróciłam {amount}. Przepraszam za poprzednią odpowiedź.',
      ],
      thanks: ['Dziękuję, zaczekam kilka dni.', 'Wszystko jasne, dziękuję.'],
    },
    {
      topic: 'feature-request',
      subjects: ['Ciemny motyw', 'Eksport dla księgowej'],
      openings: [
        'Czy planujecie ciemny motyw w aplikacji mobilnej? Faktury robię wieczorami.',
        'Czy da się wyeksportować faktury w formacie JPK?',
      ],
      good: [
        'W aplikacji mobilnej nie ma dziś ciemnego motywu i nie mogę podać daty. Zapisałem Pana głos.',
        'Eksport JPK jest w Ustawienia → Eksport. Proszę wybrać miesiąc i pobrać plik XML.',
      ],
      flawed: ['Ciemny motyw pojawi się w najbliższy wtorek.', 'Eksport JPK nie jest możliwy w żadnym programie.'],
      complaints: [
        'Jest środa i nic się nie pojawiło. Skąd ta informacja?',
        'Na Państwa stronie jest o tym cały artykuł.',
      ],
      agent: [
        'Dzień dobry, niestety ta data została zmyślona, przepraszam. Nie mamy jeszcze terminu. {agent}',
        'Dzień dobry, eksport JPK jest w Ustawienia → Eksport. Przepraszam za pomyłkę. {agent}',
      ],
      thanks: ['Dziękuję za szczerą odpowiedź.', 'Znalazłam, dziękuję.'],
    },
  ],
};
