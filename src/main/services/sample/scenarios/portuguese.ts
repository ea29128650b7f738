import type { LanguagePack } from '../scenario.ts';

export const PORTUGUESE: LanguagePack = {
  locale: 'pt-BR',
  currency: 'BRL',
  weight: 1.2,
  names: ['João Araújo', 'Conceição Falcão', 'Thaís Nogueira', 'Antônio Guimarães'],
  companies: ['Padaria São João', 'Estúdio Falcão', 'Nogueira Contabilidade'],
  greetings: ['Olá, {name}! ', 'Oi! Obrigado pelo contato. ', ''],
  closers: [' Posso ajudar em mais alguma coisa?', ' Me avise se não funcionar.', ''],
  context: ['Estamos no plano {plan}.', 'Preciso disso até {date}.', 'É para a empresa {company}.'],
  handover: ['Vou passar você para uma colega, que responde por aqui.'],
  likes: ['Rápido e educado!', 'Resolveu na hora'],
  dislikes: ['Resposta totalmente errada.', 'Só consegui resolver com um humano'],
  relief: ['Obrigada, {agent}, resolvido!', 'Até que enfim alguém que lê. Valeu!'],
  scenarios: [
    {
      topic: 'seats',
      subjects: ['Adicionar colegas', 'Remover usuário'],
      openings: [
        'Como adiciono mais duas pessoas e quanto custa no plano {plan}?',
        'Uma colega saiu da empresa. Se eu remover o usuário dela, as faturas somem?',
      ],
      good: [
        'Convide em Configurações → Pessoas. O plano Team inclui cinco lugares; cada lugar a mais custa 9 por mês, cobrado só pelos dias que faltam.',
        'Não somem: as faturas pertencem ao espaço de trabalho e continuam com o nome dela como autora. Remova em Configurações → Pessoas.',
      ],
      flawed: [
        'Os lugares são ilimitados e gratuitos em todos os planos.',
        'Sim, todas as faturas dela serão apagadas para sempre.',
      ],
      complaints: [
        'No site está escrito cinco lugares. Qual é o certo?',
        'Isso não pode estar certo, são documentos fiscais. Quero falar com uma pessoa.',
      ],
      agent: [
        'Olá, {name}, aqui é {agent}. Fique tranquilo: nenhuma fatura é apagada. E o site está certo, são cinco lugares incluídos.',
      ],
      thanks: ['Convidei os dois, deu certo.', 'Ufa, obrigada!'],
    },
    {
      topic: 'csv-import',
      subjects: ['Erro na importação', 'Acentos errados depois da importação'],
      openings: [
        'Depois da importação, "João" virou "JoÃ£o" em 300 clientes. Dá para desfazer?',
        'A importação para na linha 214 com "coluna inesperada". Não vejo nada de estranho nela.',
      ],
      good: [
        'O arquivo foi lido com a codificação errada. Em Clientes → Importações escolha a última e "Desfazer"; depois importe de novo com UTF-8. As faturas não são afetadas.',
        'Quase sempre é uma vírgula dentro de um valor. Coloque o valor entre aspas ou escolha ponto e vírgula como separador. Nada foi importado, pode tentar de novo.',
      ],
      flawed: ['Não é possível desfazer uma importação. Corrija os 300 clientes à mão.'],
      complaints: ['Mas eu vejo um botão "Desfazer" na lista. É seguro clicar?'],
      agent: ['Oi, {name}! Sim, é seguro. Converti seu arquivo para UTF-8 e anexei aqui. Desculpe a confusão. {agent}'],
      thanks: ['Funcionou, os acentos voltaram!', 'Era a vírgula mesmo. Valeu!'],
    },
    {
      topic: 'outage',
      subjects: ['Sistema fora do ar', 'Erro 502 desde cedo'],
      openings: [
        'O sistema está fora do ar DE NOVO e eu tenho que mandar as faturas hoje!',
        'Todas as páginas mostram erro 502. Quando volta?',
      ],
      good: [
        'Sinto muito, {name}. A geração de PDF está lenta desde 07:10 UTC e a equipe está trabalhando nisso. O que você enviar agora fica na fila e sai depois; nada se perde.',
      ],
      flawed: ['Todos os sistemas funcionam normalmente. Limpe o cache do navegador.'],
      complaints: ['A própria página de status está vermelha! Quero um humano agora.'],
      agent: [
        'Olá, {name}, aqui é {agent}. Você tem razão e peço desculpas. Todas as faturas da fila saíram às 09:52 UTC e creditei {amount} na sua conta.',
      ],
      thanks: ['Ok, obrigado pela sinceridade.', 'Voltou por aqui.'],
    },
  ],
};
